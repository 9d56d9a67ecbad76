import { monthNames, weekdayNames } from '../../calendar/index.ts'
import { getOwn } from '../../model/own.ts'

type Part = (date: Date) => string

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')
const year = (date: Date): string => pad(date.getUTCFullYear(), 4)
const month = (date: Date): string => monthNames[date.getUTCMonth()]!
const weekday = (date: Date): string => weekdayNames[(date.getUTCDay() + 6) % 7]!
const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12
const half = (date: Date): string => (date.getUTCHours() < 12 ? 'AM' : 'PM')

/** What a pattern of dates is made of, besides signs that are no letters and texts in brackets. */
const parts: Readonly<Record<string, Part>> = {
  YYYY: year,
  YY: (date) => year(date).slice(-2),
  Q: (date) => String(Math.floor(date.getUTCMonth() / 3) + 1),
  MMMM: month,
  MMM: (date) => month(date).slice(0, 3),
  MM: (date) => pad(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => pad(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  dddd: weekday,
  ddd: (date) => weekday(date).slice(0, 3),
  HH: (date) => pad(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => pad(hour12(date)),
  h: (date) => String(hour12(date)),
  mm: (date) => pad(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => pad(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  A: half,
  a: (date) => half(date).toLowerCase(),
}

/** Texts in brackets, runs of one letter, anything else. */
const pieces = /\[([^\]]*)\]|(([A-Za-z])\3*)|[^A-Za-z[]+|\[/g

/** The letters of a pattern that stand for nothing. */
export function findUnknownPart(pattern: string): string | undefined {
  const letters = [...pattern.matchAll(pieces)].flatMap(([, , run]) => run ?? [])
  return letters.find((run) => !Object.hasOwn(parts, run))
}

/** The parts that a pattern may have. */
export const patternParts: readonly string[] = Object.keys(parts)

/** Local time (given as the UTC instant with the same clock) in a pattern such as `MMMM D, YYYY`. */
export function formatByPattern(wall: number, pattern: string): string {
  const date = new Date(wall)
  return pattern.replace(pieces, (piece, quoted?: string, run?: string) => {
    if (quoted !== undefined) return quoted
    return run === undefined ? piece : (getOwn(parts, run)?.(date) ?? run)
  })
}
