import type { Item } from '../../model/result.ts'
import { texts } from '../texts/index.ts'
import { getOwn } from '../../model/own.ts'

const dateOptions: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  hour: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
}

/** An item as people read it: dates of date dimensions in the browser's locale. */
export function printItem(item: Item | undefined, dimension: string, label?: string): string {
  if (label !== undefined) return label
  if (item === null || item === undefined) return texts.report.noValue
  if (item === '') return texts.report.emptyText
  const options = getOwn(dateOptions, dimension)
  if (options === undefined || typeof item !== 'string') return String(item)
  const instant = Date.parse(asInstant(item))
  if (Number.isNaN(instant)) return item
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(instant)
}

/** `2026-01`, `2026-01-31` and `2026-01-31T14` as instants that a date format can read. */
function asInstant(item: string): string {
  if (item.length === 7) return `${item}-01T00:00Z`
  if (item.length === 10) return `${item}T00:00Z`
  return item.length === 13 ? `${item}:00Z` : `${item}Z`
}
