/**
 * RE2 for texts that hold one of the ids as a whole cell, value or parameter, however it is written: in delimited lines,
 * JSON (texts in JSON, too), forms and addresses. Letters are compared as they are. Without an id, and of an empty one,
 * it matches nothing.
 */
export function cellPattern(ids: readonly string[]): string {
  const spelled = [...new Set(ids)]
    .filter((id) => id !== '')
    .map((id) => Array.from(id, spellRune).join(''))
  if (spelled.length === 0) return NOTHING
  return `(?m)(^|[${BEFORE}]|%(?i:22|3a|2c|5b))\\s*(${spelled.join('|')})\\s*($|[${AFTER}]|%(?i:22|2c|5d|7d))`
}

const NOTHING = '[^\\x00-\\x{10FFFF}]'

/** What can stand around a cell or a value. */
const BEFORE = `"',;\\t|:>\\[=&^~\\x01`
const AFTER = `"',;\\t|<}\\]&^~\\x01\\\\`

const PLAIN = /[\p{L}\p{N}_]/u
const ASCII = /[\w]/

/** A character as itself, and as JSON, quoted cells and addresses may have it. */
function spellRune(rune: string): string {
  if (ASCII.test(rune)) return rune
  const own = `\\x{${rune.codePointAt(0)!.toString(16)}}`
  const units = Array.from({ length: rune.length }, (_, i) => rune.charCodeAt(i))
  const inJson = units.map((unit) => `\\\\+u${unit.toString(16).padStart(4, '0')}`).join('')
  const bytes = [...Buffer.from(rune)]
  const inAddress = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const others = [`(?i:${inJson})`, `(?i:${inAddress})`]
  if (!PLAIN.test(rune)) others.push(`\\\\+${own}`)
  if (rune === '"') others.push('""')
  if (rune === ' ') others.push('\\+')
  return `(?:${[own, ...others].join('|')})`
}
