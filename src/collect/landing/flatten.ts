import { isObject } from '../call.ts'

type Row = Readonly<Record<string, unknown>>

/**
 * A row whose objects are their values by path, `properties.size`: what an import reads at once, where it would
 * look into the JSON of every object for each of its names. Where two names are one path, the first counts.
 */
export function flattenRow(row: Row): Row {
  const flat = new Map<string, unknown>()
  const put = (object: Row, prefix: string): void => {
    for (const [name, value] of Object.entries(object)) {
      const path = `${prefix}${name}`
      if (isObject(value)) put(value, `${path}.`)
      else if (value !== null && value !== undefined && !flat.has(path)) flat.set(path, value)
    }
  }
  put(row, '')
  return Object.fromEntries(flat)
}
