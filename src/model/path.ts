/** Where in a definition or request something stands: keys and indexes from the outermost on; empty for the whole. */
export type Path = readonly (string | number)[]

/** `printPath(['rows', 'items', 2])` → `rows.items[2]`; for people, at the border only. */
export function printPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? key : `${text}.${key}`
  }, '')
}

/** A key of a foreign path (zod's may be symbols) as one of ours. */
export function pathKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key
}
