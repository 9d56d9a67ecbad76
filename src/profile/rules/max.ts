import { compareValues } from './candidate.ts'
import { choose, type MergeRule } from './rule.ts'

export const max: MergeRule = {
  label: 'Greatest',
  description: 'The greatest number, latest time or last text.',
  merge: (candidates) =>
    choose(
      candidates.reduce((best, each) => (compareValues(each.value, best.value) >= 0 ? each : best)),
    ),
  examples: [
    {
      candidates: [
        ['crm', 1, '2024-01-01'],
        ['shop', 2, '2026-05-01'],
        ['shop', 3, '2025-01-01'],
      ],
      value: '2026-05-01',
    },
  ],
}
