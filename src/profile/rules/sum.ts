import type { MergeRule } from './rule.ts'

export const sum: MergeRule = {
  label: 'Sum',
  description: 'All numbers together; other values do not count.',
  merge(candidates) {
    const numbers = candidates.filter(({ value }) => typeof value === 'number')
    const chosen = numbers.at(-1)
    if (chosen === undefined) return null
    const sorted = numbers.map(({ value }) => value as number).toSorted((a, b) => a - b)
    const value = sorted.reduce((total, each) => total + each, 0)
    return { value, chosen, hasBeaten: false }
  },
  examples: [
    {
      candidates: [
        ['crm', 1, 10],
        ['shop', 2, 5],
        ['shop', 3, 'many'],
      ],
      value: 15,
    },
    { candidates: [['crm', 1, 'many']], value: null },
  ],
}
