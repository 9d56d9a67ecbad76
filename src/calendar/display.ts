import type { DateFormat } from '../model/format.ts'
import { monthNames, type TimeDimensionId } from './time-dimensions.ts'
import type { TimeDomain } from './time-domain.ts'
import { type LocalTime, localOfWall } from './zone.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const half = (hour: number): number => hour % 12 || 12
const capitalized = (name: string): string => name[0]!.toUpperCase() + name.slice(1)

/** The parts of a display pattern. semantics §3.4 */
const tokens: Readonly<Record<string, (time: LocalTime) => string>> = {
  YYYY: ({ year }) => String(year).padStart(4, '0'),
  YY: ({ year }) => two(year % 100),
  Q: ({ month }) => String(Math.ceil(month / 3)),
  MMMM: ({ month }) => monthNames[month - 1]!,
  MMM: ({ month }) => monthNames[month - 1]!.slice(0, 3),
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  DD: ({ day }) => two(day),
  D: ({ day }) => String(day),
  dddd: ({ weekday }) => capitalized(weekday),
  ddd: ({ weekday }) => capitalized(weekday).slice(0, 3),
  HH: ({ hour }) => two(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => two(half(hour)),
  h: ({ hour }) => String(half(hour)),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  A: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
}

const tokenOrText = /\[([^\]]*)\]|YYYY|YY|Q|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|A/g

/** Writes a local time by a pattern such as `MMMM D, YYYY` or `HH:mm`; text in `[ ]` stays. */
export function writeTime(wall: number, pattern: string): string {
  const time = localOfWall(wall)
  return pattern.replace(tokenOrText, (token, text: string | undefined) =>
    text === undefined ? tokens[token]!(time) : text,
  )
}

/** The time dimension that groups a date component with this format. */
export const timeDimensionOf = ({ granularity }: DateFormat): TimeDimensionId => granularity

/** How the item of a code is displayed: by the format's pattern, else the item itself. */
export function displayOf(domain: TimeDomain, code: number, { pattern }: DateFormat): string {
  if (code === 0) return ''
  return pattern === undefined ? String(domain.item(code)) : writeTime(domain.wall(code), pattern)
}
