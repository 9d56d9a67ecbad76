import type { Mark } from '../visualizations/index.ts'

const units = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** The interval of time that a mark stands for, the shortest where it has several: `2026-01-31`; null of others. */
export function intervalOfMark({ interval, items = [] }: Mark): string | null {
  if (interval !== undefined) return interval
  const found = units.flatMap((unit) => items.filter(({ dimension }) => dimension === unit))
  const [first] = found
  return typeof first?.item === 'string' ? first.item : null
}
