import { clock, day, month, year, zone } from './pattern.ts'
import { readParts } from './read-parts.ts'
import type { TimeFormat } from './time-format.ts'

const pattern = `^\\[?${day}/${month}/${year}:${clock}${zone}\\]?$`

export const accessLog: TimeFormat = {
  label: 'access log',
  examples: [
    { text: '02/Jan/2024:03:04:05 +0000', instant: '2024-01-02T03:04:05Z' },
    { text: '[02/Jan/2024:03:04:05 -0330]', instant: '2024-01-02T06:34:05Z' },
  ],
  pattern,
  read: readParts(pattern, [
    'day',
    'month name',
    'year',
    'hour',
    'minute',
    'second',
    'fraction',
    'zone',
  ]),
}
