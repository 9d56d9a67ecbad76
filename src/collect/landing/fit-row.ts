import { isObject, type Json } from '../call.ts'

/** What each sender may name as it likes. */
const OPEN: ReadonlySet<string> = new Set(['properties', 'traits', 'context'])

type Row = Readonly<Record<string, unknown>>

export interface Fitted {
  readonly row: Row
  /** The paths that have no column. */
  readonly beyond: readonly string[]
}

/**
 * A row whose objects are their values by path, `properties.size`: what an import reads at once, where it would
 * look into the JSON of every object for each of its names. Where two names are one path, the first counts. Names
 * beyond `limit` of a dataset are together as JSON in `more`, by path; `known` grows by the names that get a column.
 */
export function fitRow(row: Row, known: Set<string>, limit: number): Fitted {
  // Without a prototype, so that no name of a sender means anything.
  const flat = Object.create(null) as Record<string, unknown>
  const more = new Map<string, Json>()

  function hasColumn(path: string): boolean {
    if (known.has(path)) return true
    if (known.size >= limit) return false
    known.add(path)
    return true
  }

  function put(object: Row, prefix: string, isOpen: boolean): void {
    for (const name in object) {
      const value = object[name]
      if (value === undefined) continue
      const path = prefix + name
      if (isObject(value)) put(value, `${path}.`, isOpen || (prefix === '' && OPEN.has(name)))
      else if (isOpen && !hasColumn(path)) more.set(path, value as Json)
      else if (value !== null && !(path in flat)) flat[path] = value
    }
  }

  put(row, '', false)
  if (more.size > 0) flat['more'] = JSON.stringify(Object.fromEntries(more))
  return { row: flat, beyond: [...more.keys()] }
}
