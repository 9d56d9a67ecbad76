import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const deduplicate: DerivedFieldFunctionDefinition = {
  label: 'Deduplicate',
  description:
    'Keeps a value once per id and session or person, the first or the last; without an id it is kept.',
  output: 'like its input',
  examples: [
    {
      title: 'Revenue once per booking',
      rules: [
        {
          function: 'deduplicate',
          input: { field: 'revenue' },
          scope: 'person',
          by: { field: 'booking' },
        },
      ],
      rows: [
        { booking: 'ABC123456789', revenue: 359 },
        { booking: 'ABC123456789', revenue: 359 },
        { booking: 'ABC123456789', revenue: 359 },
      ],
      values: [359, null, null],
    },
    {
      title: 'A tracking code once per session, the last',
      rules: [
        { function: 'deduplicate', input: { field: 'code' }, scope: 'session', keep: 'last' },
      ],
      rows: [{ code: 'paid' }, { code: 'email' }, { code: 'paid' }],
      values: [null, 'email', 'paid'],
    },
  ],
}
