import { time } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4}|\\d{2})(?:(?:,? +|T)${time})?$`

export const monthFirst: TimeFormat = {
  label: 'month first',
  examples: [
    { text: '02/13/2024', instant: '2024-02-13T00:00:00Z' },
    { text: '1/2/24 3:04', instant: '2024-01-02T03:04:00Z' },
    { text: '1/2/2024, 3:04:05 PM', instant: '2024-01-02T15:04:05Z' },
  ],
  pattern,
  read: readParts(pattern, ['month', 'day', 'year', ...timeParts]),
}
