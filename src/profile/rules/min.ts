import { compareValues } from './candidate.ts'
import { choose, type MergeRule } from './rule.ts'

export const min: MergeRule = {
  label: 'Smallest',
  description: 'The smallest number, earliest time or first text.',
  merge: (candidates) =>
    choose(
      candidates.reduce((best, each) => (compareValues(each.value, best.value) <= 0 ? each : best)),
    ),
  examples: [
    {
      candidates: [
        ['crm', 1, 30],
        ['shop', 2, 4],
        ['shop', 3, 12],
      ],
      value: 4,
    },
  ],
}
