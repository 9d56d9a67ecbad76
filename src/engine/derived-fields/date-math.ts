import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const dateMath: DerivedFieldFunctionDefinition = {
  label: 'Date math',
  description:
    'Whole units between two instants; on session or person scope between the first or last of them.',
  output: 'number',
  examples: [
    {
      title: 'Days from booking to travel',
      rules: [
        {
          function: 'date-math',
          from: { input: { field: 'booked' } },
          to: { input: { field: 'travel' } },
          granularity: 'day',
        },
      ],
      dates: ['booked', 'travel'],
      rows: [
        { booked: '2026-01-01T10:00:00Z', travel: '2026-01-04T09:00:00Z' },
        { booked: '2026-01-04T00:00:00Z', travel: '2026-01-01T00:00:00Z' },
        { booked: '2026-01-01T10:00:00Z' },
      ],
      values: [2, -3, null],
    },
    {
      title: 'Minutes since the first booking of the person',
      rules: [
        {
          function: 'date-math',
          from: { input: { field: 'booked' }, pick: 'first' },
          to: { input: { field: 'booked' }, pick: 'last' },
          scope: 'person',
          granularity: 'minute',
        },
      ],
      dates: ['booked'],
      rows: [{ booked: '2026-01-01T10:00:00Z' }, {}, { booked: '2026-01-01T10:30:30Z' }],
      values: [30, 30, 30],
    },
  ],
}
