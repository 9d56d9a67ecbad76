import type { DerivedFieldTemplate } from './template.ts'

const goal = (month: string, value: number) => ({
  when: { input: { component: 'month-of-year' }, op: 'equals', value: month },
  then: { value },
})

export const monthlyGoals: DerivedFieldTemplate = {
  label: 'Monthly goals',
  description: 'The goal of the event’s month as a number, to be compared with a metric.',
  inputs: {},
  rules: [
    {
      function: 'case-when',
      branches: [goal('January', 10_000), goal('February', 12_000), goal('March', 15_000)],
      otherwise: { value: 20_000 },
    },
  ],
  example: {
    start: '2026-01-31T23:59:00Z',
    rows: [{ page: 'a' }, { page: 'a' }],
    values: [10_000, 12_000],
  },
}
