import { readParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = '^((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})(\\d{3})?)?$'

export const compact: TimeFormat = {
  label: 'digits only',
  examples: [
    { text: '20240102', instant: '2024-01-02T00:00:00Z' },
    { text: '20240102030405', instant: '2024-01-02T03:04:05Z' },
  ],
  pattern,
  read: readParts(pattern, ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction']),
}
