import { day, month, time, weekday } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^${weekday}?${day}\\.?(?: +|[-/])${month},?(?: +|[-/])(\\d{4}|\\d{2})(?:,? +${time})?$`

export const dayMonthName: TimeFormat = {
  label: 'day, month’s name, year, as in RFC 2822',
  examples: [
    { text: 'Tue, 02 Jan 2024 03:04:05 +0100', instant: '2024-01-02T02:04:05Z' },
    { text: 'Tue, 2 Jan 2024 03:04:05 GMT', instant: '2024-01-02T03:04:05Z' },
    { text: '2 January 2024 15:04', instant: '2024-01-02T15:04:00Z' },
    { text: '02-JAN-24', instant: '2024-01-02T00:00:00Z' },
  ],
  pattern,
  read: readParts(pattern, ['day', 'month name', 'year', ...timeParts]),
}
