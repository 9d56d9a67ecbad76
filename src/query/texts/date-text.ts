import { monthNames } from '../../calendar/index.ts'
import { getOwn } from '../../model/own.ts'

/** Formats of a date as text; a date and time may add ` hh:mm:ss`. */
export const dateTextFormats = [
  'MM-DD-YY',
  'MM-DD-YYYY',
  'DD-MM-YY',
  'DD-MM-YYYY',
  'YY-MM-DD',
  'YYYY-MM-DD',
  'MM/DD/YY',
  'MM/DD/YYYY',
  'DD/MM/YY',
  'DD/MM/YYYY',
  'YY/MM/DD',
  'YYYY/MM/DD',
  'MMM DD, YYYY',
] as const

type DateTextFormat = (typeof dateTextFormats)[number]

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/** Local time (given as the UTC instant with the same clock) in a format. */
export function formatDate(wall: number, format: DateTextFormat, withTime: boolean): string {
  const date = new Date(wall)
  const year = pad(date.getUTCFullYear(), 4)
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(-2),
    MMM: monthNames[date.getUTCMonth()]!,
    MM: pad(date.getUTCMonth() + 1),
    DD: pad(date.getUTCDate()),
  }
  const text = format.replace(/YYYY|YY|MMM|MM|DD/g, (part) => getOwn(parts, part)!)
  return withTime ? `${text} ${date.toISOString().slice(11, 19)}` : text
}
