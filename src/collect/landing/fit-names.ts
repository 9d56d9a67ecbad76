import { isObject, type Json, type JsonObject } from '../call.ts'

/** What each sender may name as it likes. */
const OPEN = ['properties', 'traits', 'context'] as const

type Row = Readonly<Record<string, unknown>>

export interface Fitted {
  readonly row: Row
  /** The paths that have no column. */
  readonly beyond: readonly string[]
}

/**
 * A row whose names beyond `limit` of a dataset are together as JSON in `more`, by path. `known` grows by the
 * names that get a column.
 */
export function fitNames(row: Row, known: Set<string>, limit: number): Fitted {
  const more = new Map<string, Json>()
  const hasRoom = (path: string) => known.has(path) || known.size < limit
  const fit = (object: JsonObject, path: string): JsonObject => {
    const kept: [string, Json][] = []
    for (const [name, value] of Object.entries(object)) {
      const own = `${path}.${name}`
      if (isObject(value)) kept.push([name, fit(value, own)])
      else if (hasRoom(own)) kept.push([name, value])
      else more.set(own, value)
      if (!isObject(value) && hasRoom(own)) known.add(own)
    }
    return Object.fromEntries(kept)
  }
  const fitted = OPEN.map((name): [string, unknown] => {
    const object = row[name]
    return [name, isObject(object) ? fit(object, name) : object]
  })
  const rest = more.size > 0 ? { more: JSON.stringify(Object.fromEntries(more)) } : {}
  return { row: { ...row, ...Object.fromEntries(fitted), ...rest }, beyond: [...more.keys()] }
}
