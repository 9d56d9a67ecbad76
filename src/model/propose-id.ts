export const LONGEST_ID = 64

/** The id that a text makes, `Überblick (neu)` → `uberblick-neu`; undefined where it has no letter or digit of one. */
export function proposeId(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const joined = plain.replace(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+/, '')
  return joined.slice(0, LONGEST_ID).replace(/-+$/, '') || undefined
}

/** An id that a name makes and that nothing has yet; undefined where it makes none. */
export function freeId(name: string, taken: readonly string[]): string | undefined {
  const proposed = proposeId(name)
  if (proposed === undefined || !taken.includes(proposed)) return proposed
  for (let count = 2; ; count++) {
    const id = `${proposed.slice(0, LONGEST_ID - 8)}-${count}`
    if (!taken.includes(id)) return id
  }
}
