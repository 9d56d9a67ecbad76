import type { DerivedFieldTemplate } from './template.ts'

export const transitionField: DerivedFieldTemplate = {
  label: 'Transition field',
  description: 'The page before and the page itself; Entry stands for the start of the session.',
  inputs: { page: 'The page' },
  rules: [
    {
      function: 'next-or-previous',
      id: 'before',
      input: { field: 'page' },
      direction: 'previous',
      repeats: true,
    },
    {
      function: 'case-when',
      id: 'from',
      branches: [
        { when: { input: { rule: 'before' }, op: 'exists' }, then: { rule: 'before' } },
        { when: { input: { field: 'page' }, op: 'exists' }, then: { value: 'Entry' } },
      ],
    },
    {
      function: 'concatenate',
      inputs: [{ rule: 'from' }, { field: 'page' }],
      delimiter: ' > ',
    },
  ],
  example: {
    rows: [{ page: 'home' }, {}, { page: 'search' }],
    values: ['Entry > home', null, 'home > search'],
  },
}
