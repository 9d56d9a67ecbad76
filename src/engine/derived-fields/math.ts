import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const math: DerivedFieldFunctionDefinition = {
  label: 'Math',
  description:
    'Arithmetic on the numbers of one event or list element; no value where one is missing or for a division by zero.',
  output: 'number',
  examples: [
    {
      title: 'Five percent more revenue',
      rules: [{ function: 'math', formula: { op: '*', args: [{ field: 'revenue' }, 1.05] } }],
      rows: [{ revenue: 7_500_000 }, { revenue: 42_620 }],
      values: [7_875_000, 44_751],
    },
    {
      title: 'Margin: parentheses are nested operations',
      rules: [
        {
          function: 'math',
          formula: {
            op: '/',
            args: [
              { op: '-', args: [{ field: 'revenue' }, { field: 'cost' }] },
              { field: 'revenue' },
            ],
          },
        },
      ],
      rows: [{ revenue: 200, cost: 50 }, { revenue: 0, cost: 5 }, { revenue: 10 }],
      values: [0.75, null, null],
    },
  ],
}
