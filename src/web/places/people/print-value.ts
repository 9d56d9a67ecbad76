import { splitDayAndTime } from '../../components/day-and-time.ts'
import { noFigure } from '../../components/figures.ts'

/** A value of a row: lists by their elements, objects as JSON. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return noFigure
  if (Array.isArray(value)) return value.map(printElement).join(', ')
  return printElement(value)
}

const printElement = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

const whens = new Map<string, Intl.DateTimeFormat>()

/** An instant of ISO 8601, with the seconds and its zone left out, in a zone. */
export function printWhen(instant: string, timeZone: string): string {
  const format =
    whens.get(timeZone) ??
    new Intl.DateTimeFormat(undefined, {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    })
  whens.set(timeZone, format)
  return format.format(Date.parse(instant))
}

/** The same for a narrow column: its line breaks between the day and the time only. */
export function printWhenNarrow(instant: string, timeZone: string): string {
  const text = printWhen(instant, timeZone)
  const parts = splitDayAndTime(text) ?? [text]
  return parts.map((part) => part.replaceAll(' ', noBreak)).join(' ')
}

const noBreak = '\u00A0'
