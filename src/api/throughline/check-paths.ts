import { joinPath, ThroughlineError } from '../../model/errors.ts'
import type { Compilation } from '../../query/compilation/compilation.ts'

/** Where a definition names something. */
export function placeIn(
  value: unknown,
  name: unknown,
  path: readonly PropertyKey[],
): readonly PropertyKey[] | undefined {
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
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  return withPath(path, work, (error) => {
    const place = byIndex(c, error.path)
    return place || (isAboutField(error) ? 'field' : '')
  })
}

function byIndex(c: Compilation, path: string): string {
  for (const list of ['dimensions', 'metrics'] as const) {
    for (const [index, id] of [...c.view[list].keys()].entries()) {
      const named = `${list}.${id}.`
      if (path.startsWith(named)) return `${list}[${index}].${path.slice(named.length)}`
    }
  }
  return path
}

/** What a circle of definitions is told at: the first step of it that lies here. */
export async function withCyclePath<T>(
  placeOf: (cycle: readonly string[]) => readonly PropertyKey[] | undefined,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError) || error.code !== 'definition/cycle') throw error
    const place = placeOf(error.params['cycle'] as readonly string[])
    throw atPath(error, place === undefined ? error.path : joinPath('', place))
  }
}

const isAboutField = ({ code }: ThroughlineError): boolean => code === 'definition/unknown-field'

/** Errors of `work` point behind `prefix`. */
export async function withPath<T>(
  prefix: string,
  work: () => Promise<T> | T,
  inner: (error: ThroughlineError) => string = (error) => error.path,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const path = inner(error)
    const isWhole = !prefix.startsWith('[') && /^(derivedFields|dimensions|metrics)\[/.test(path)
    throw atPath(error, (isWhole ? [path] : [prefix, path]).filter(Boolean).join('.'))
  }
}

/** The same error at another place. */
export function atPath({ code, params }: ThroughlineError, path: string): ThroughlineError {
  return new ThroughlineError(code, params, path)
}
