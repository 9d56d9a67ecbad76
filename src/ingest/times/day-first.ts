import { time } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})(?:(?:,? +|T)${time})?$`

/** With dots the day is always first. */
export const dayFirst: TimeFormat = {
  label: 'day first',
  examples: [
    { text: '13/02/2024', instant: '2024-02-13T00:00:00Z' },
    { text: '13.2.2024 03:04', instant: '2024-02-13T03:04:00Z' },
    { text: '13-02-24 3:04:05 PM', instant: '2024-02-13T15:04:05Z' },
  ],
  pattern,
  read: readParts(pattern, ['day', 'month', 'year', ...timeParts]),
}
