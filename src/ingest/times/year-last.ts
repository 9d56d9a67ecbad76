import { clock, day, month, weekday, year } from './pattern.ts'
import { readParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^${weekday}?${month} +${day} +${clock}(?: +([A-Z]{2,5}|[-+]\\d{4}))? +${year}$`

export const yearLast: TimeFormat = {
  label: 'the year behind the time, as the command date prints it',
  examples: [
    { text: 'Tue Jan  2 03:04:05 2024', instant: '2024-01-02T03:04:05Z' },
    { text: 'Tue Jan 2 03:04:05 CET 2024', instant: '2024-01-02T02:04:05Z' },
    { text: 'Tue Jan 02 03:04:05 +0000 2024', instant: '2024-01-02T03:04:05Z' },
  ],
  pattern,
  read: readParts(pattern, [
    'month name',
    'day',
    'hour',
    'minute',
    'second',
    'fraction',
    'zone',
    'year',
  ]),
}
