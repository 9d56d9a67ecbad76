import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation } from '../../query/compilation/compilation.ts'

/** Where a definition names something. */
export function placeIn(value: unknown, name: unknown, path: Path): Path | undefined {
  if (value === name) return path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    const found = placeIn(inner, name, [...path, step])
    if (found) return found
  }
  return undefined
}

/** An unknown field without a place is that of the component; `metrics.p.dedup` is told by index. */
export function withComponentPath<T>(
  c: Compilation,
  path: Path,
  work: () => Promise<T>,
): Promise<T> {
  return withPath(path, work, (error) => {
    if (error.path.length > 0) return byIndex(c, error.path)
    return isAboutField(error) ? ['field'] : []
  })
}

function byIndex(c: Compilation, path: Path): Path {
  const [list, id, ...rest] = path
  if ((list !== 'dimensions' && list !== 'metrics') || typeof id !== 'string') return path
  const index = [...c.view[list].keys()].indexOf(id)
  return index < 0 ? path : [list, index, ...rest]
}

/** What a circle of definitions is told at: the first step of it that lies here. */
export async function withCyclePath<T>(
  placeOf: (cycle: readonly string[]) => Path | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError) || error.code !== 'definition/cycle') throw error
    const place = placeOf(error.params['cycle'] as readonly string[])
    throw atPath(error, place === undefined ? error.path : place)
  }
}

const isAboutField = ({ code }: ThroughlineError): boolean => code === 'definition/unknown-field'

const componentLists: readonly unknown[] = ['derivedFields', 'dimensions', 'metrics']

/** Whether a path begins at the whole data view, with one of its lists. */
const isOfWhole = ([list, index]: Path): boolean =>
  componentLists.includes(list) && typeof index === 'number'

/** Errors of `work` point behind `prefix`. */
export async function withPath<T>(
  prefix: Path,
  work: () => Promise<T> | T,
  inner: (error: ThroughlineError) => Path = (error) => error.path,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const path = inner(error)
    const isWhole = typeof prefix[0] !== 'number' && isOfWhole(path)
    throw atPath(error, isWhole ? path : [...prefix, ...path])
  }
}

/** The same error at another place. */
export function atPath({ code, params }: ThroughlineError, path: Path): ThroughlineError {
  return new ThroughlineError(code, params, path)
}
