import type { DerivedFieldTemplate } from './template.ts'

export const holidaySeason: DerivedFieldTemplate = {
  label: 'Holiday season',
  description: 'Events of November and December, apart from the rest of the year.',
  inputs: {},
  rules: [
    {
      function: 'case-when',
      branches: [
        {
          when: {
            input: { component: 'month-of-year' },
            op: 'equals-any',
            value: ['November', 'December'],
          },
          then: { value: 'Holiday season' },
        },
      ],
      otherwise: { value: 'Regular season' },
    },
  ],
  example: {
    start: '2026-10-31T23:59:00Z',
    rows: [{ page: 'a' }, { page: 'a' }],
    values: ['Regular season', 'Holiday season'],
  },
}
