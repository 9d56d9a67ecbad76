import { distance } from 'fastest-levenshtein'
import { cutText } from './show.ts'

/** Names that a message can hold and a reader take in. */
const MOST = 5

/** More than anyone can name by mistake; beyond these the others are not looked at. */
const MOST_LOOKED_AT = 200_000

/** What is behind this in a name tells nothing. */
const MOST_LETTERS = 200

/** `; allowed: web, app`, or the nearest of many: `; allowed: a, b, c, d, e and 22 more`. */
export function sayAllowed(given: unknown, names: readonly unknown[] | undefined): string {
  if (names === undefined || names.length === 0) return ''
  if (names.length <= MOST) return `; allowed: ${names.map(printName).join(', ')}`
  const nearest = nearestNames(given, names).map(printName)
  return `; allowed: ${nearest.join(', ')} and ${names.length - MOST} more`
}

const printName = (name: unknown): string => {
  const text = String(name)
  return text.length > MOST_LETTERS ? `${cutText(text, MOST_LETTERS)}…` : text
}

interface Near {
  readonly name: string
  readonly distance: number
}

/**
 * Those of the names that are written most like the given one, the nearest first, at most five; equal
 * ones in their own order. Case is a small difference, and so is a name that goes on.
 */
export function nearestNames(given: unknown, names: Iterable<unknown>): readonly string[] {
  const text = folded(given)
  const found: Near[] = []
  let looked = 0
  for (const each of names) {
    if (++looked > MOST_LOOKED_AT) break
    const other = folded(each)
    const worst = found.length < MOST ? Infinity : found[MOST - 1]!.distance
    if (leastDistance(text, other) >= worst) continue
    insert(found, { name: String(each), distance: measure(text, other) })
  }
  return found.map(({ name }) => name)
}

/** `; the nearest is import`, where one of the names can be meant. */
export function sayNearest(given: string, names: readonly string[]): string {
  const [nearest] = nearestNames(given, names)
  if (nearest === undefined) return ''
  const [text, other] = [folded(given), folded(nearest)]
  const isMeant = goesOn(text, other) || distance(text, other) <= text.length * MISTYPED
  return isMeant ? `; the nearest is ${nearest}` : ''
}

/** The share of letters that may be wrong in a name that is still meant. */
const MISTYPED = 0.4

const folded = (value: unknown): string =>
  String(value ?? '')
    .slice(0, MOST_LETTERS)
    .toLowerCase()

/** The edits, or half as many where one goes on as the other begins. */
function measure(text: string, other: string): number {
  return goesOn(text, other) ? leastDistance(text, other) : distance(text, other)
}

const goesOn = (text: string, other: string): boolean =>
  text !== '' && other !== '' && (other.startsWith(text) || text.startsWith(other))

/** What no text of this length can be below. */
const leastDistance = (text: string, other: string): number =>
  Math.abs(text.length - other.length) / 2

function insert(found: Near[], near: Near): void {
  const at = found.findIndex((other) => near.distance < other.distance)
  if (at >= 0) found.splice(at, 0, near)
  else if (found.length < MOST) found.push(near)
  if (found.length > MOST) found.pop()
}
