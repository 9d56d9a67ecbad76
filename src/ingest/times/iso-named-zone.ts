import { time } from './pattern.ts'
import { readParts, timeParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[Tt]|,? +)${time}$`

export const isoNamedZone: TimeFormat = {
  label: 'ISO 8601 with AM or PM, or with a zone’s name',
  examples: [
    { text: '2024-01-02 03:04:05 Europe/Berlin', instant: '2024-01-02T02:04:05Z' },
    { text: '2024-01-02T03:04:05+01:00[Europe/Berlin]', instant: '2024-01-02T02:04:05Z' },
    { text: '2024-01-02 03:04 CET', instant: '2024-01-02T02:04:00Z' },
    { text: '2024-01-02 3:04:05 PM', instant: '2024-01-02T15:04:05Z' },
  ],
  pattern,
  read: readParts(pattern, ['year', 'month', 'day', ...timeParts]),
}
