import { choose, type MergeRule } from './rule.ts'

export const latest: MergeRule = {
  label: 'Latest',
  description: 'The value of the row with the latest time.',
  merge: (candidates) => choose(candidates.at(-1)!),
  examples: [
    {
      candidates: [
        ['crm', 1, 'Ann'],
        ['shop', 3, 'Anna'],
        ['crm', 2, 'An'],
      ],
      value: 'Anna',
    },
  ],
}
