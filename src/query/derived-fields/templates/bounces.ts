import type { DerivedFieldTemplate } from './template.ts'

export const bounces: DerivedFieldTemplate = {
  label: 'Bounces',
  description: 'Whether the session saw one page only.',
  inputs: { page: 'The page' },
  rules: [
    {
      function: 'summarize',
      id: 'pages',
      input: { field: 'page' },
      method: 'count',
      scope: 'session',
    },
    {
      function: 'case-when',
      branches: [
        {
          when: { input: { rule: 'pages' }, op: 'eq', value: 1 },
          then: { value: 'Bounced' },
        },
        {
          when: { input: { rule: 'pages' }, op: 'gt', value: 1 },
          then: { value: 'Not bounced' },
        },
      ],
    },
  ],
  example: { rows: [{ page: 'home' }, {}], values: ['Bounced', 'Bounced'] },
}
