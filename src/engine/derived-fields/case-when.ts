import type { DerivedFieldFunctionDefinition } from './definition.ts'

const phrase = (value: string) => ({ input: { field: 'page' }, op: 'contains', value })
const days = (op: string, value: number) => ({ input: { field: 'days' }, op, value })

export const caseWhen: DerivedFieldFunctionDefinition = {
  label: 'Case when',
  description:
    'The first condition that holds sets the value; a negated test also holds without a value.',
  output: 'like its input',
  examples: [
    {
      title: 'Page groups by a phrase',
      rules: [
        {
          function: 'case-when',
          branches: [
            { when: phrase('search'), then: { value: 'search' } },
            { when: phrase('browse'), then: { value: 'browse' } },
          ],
        },
      ],
      rows: [{ page: 'search p13_no' }, { page: 'browse' }, { page: 'search-redirect' }],
      values: ['search', 'browse', 'search'],
    },
    {
      title: 'Trips by their length',
      rules: [
        {
          function: 'case-when',
          branches: [
            { when: days('lte', 3), then: { value: 'short trip' } },
            { when: days('lte', 7), then: { value: 'medium trip' } },
          ],
          otherwise: { value: 'long trip' },
        },
      ],
      rows: [{ days: 1 }, { days: 12 }, { days: 6 }],
      values: ['short trip', 'long trip', 'medium trip'],
    },
  ],
}
