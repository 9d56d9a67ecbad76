import type { DateRangeBounds, RangeEnd } from '../../model/date-ranges.ts'

/** Bounds in words: `from start of month, 1 month back, to start of month`. */
export const describeRange = ({ start, end }: DateRangeBounds): string =>
  `from ${describeEnd(start)} to ${describeEnd(end)}`

function describeEnd(end: RangeEnd): string {
  if (typeof end === 'string') return end
  const edge = 'startOf' in end ? `start of ${end.startOf}` : `end of ${end.endOf}`
  const [unit = '', count = 0] = Object.entries(end.offset ?? {})[0] ?? []
  if (count === 0) return edge
  const amount = Math.abs(count)
  const words = `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`
  return `${edge}, ${words} ${count < 0 ? 'back' : 'on'}`
}
