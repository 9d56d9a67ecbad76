import { time } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^(\\d{2})[-/.](\\d{2})[-/.](\\d{2})(?:(?:,? +|T)${time})?$`

export const shortYearFirst: TimeFormat = {
  label: 'year of two digits first',
  examples: [{ text: '24/01/31 08:29', instant: '2024-01-31T08:29:00Z' }],
  pattern,
  read: readParts(pattern, ['year', 'month', 'day', ...timeParts]),
}
