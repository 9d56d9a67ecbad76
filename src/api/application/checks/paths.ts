import type { Path } from '../../../model/path.ts'
import { errorsAt, type ThroughlineError } from '../../../model/errors.ts'
import type { Compilation } from '../../../query/compilation/compilation.ts'

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
export function withCyclePath<T>(
  placeOf: (cycle: readonly string[]) => Path | undefined,
  work: () => Promise<T>,
): Promise<T> {
  return errorsAt(
    (error) => (error.is('definition/cycle') && placeOf(error.params.cycle)) || error.path,
    work,
  )
}

const isAboutField = ({ code }: ThroughlineError): boolean => code === 'definition/unknown-field'

const componentLists: readonly unknown[] = ['derivedFields', 'dimensions', 'metrics']

/** Whether a path begins at the whole data view, with one of its lists. */
const isOfWhole = ([list, index]: Path): boolean =>
  componentLists.includes(list) && typeof index === 'number'

/** Errors of `work` point behind `prefix`. */
export function withPath<T>(
  prefix: Path,
  work: () => Promise<T> | T,
  inner: (error: ThroughlineError) => Path = (error) => error.path,
): Promise<T> {
  return errorsAt((error) => {
    const path = inner(error)
    const isWhole = typeof prefix[0] !== 'number' && isOfWhole(path)
    return isWhole ? path : [...prefix, ...path]
  }, work)
}
