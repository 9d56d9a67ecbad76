import { day, month, time, weekday, year } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^${weekday}?${month} +${day}(?:st|nd|rd|th)?,? +${year}(?:,? +(?:at +)?${time})?$`

export const monthNameFirst: TimeFormat = {
  label: 'month’s name, day, year',
  examples: [
    { text: 'Jan 2, 2024, 3:04:05 PM', instant: '2024-01-02T15:04:05Z' },
    { text: 'January 2nd, 2024', instant: '2024-01-02T00:00:00Z' },
    {
      text: 'Tue Jan 02 2024 03:04:05 GMT+0100 (Central European Standard Time)',
      instant: '2024-01-02T02:04:05Z',
    },
  ],
  pattern,
  read: readParts(pattern, ['month name', 'day', 'year', ...timeParts]),
}
