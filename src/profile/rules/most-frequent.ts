import { printValue } from './candidate.ts'
import { choose, type MergeRule } from './rule.ts'

export const mostFrequent: MergeRule = {
  label: 'Most frequent',
  description: 'The value that most rows have; of several, the one of the latest row.',
  merge(candidates) {
    const counts = new Map<string, number>()
    for (const { value } of candidates) {
      const text = printValue(value)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    const most = Math.max(...counts.values())
    return choose(candidates.findLast(({ value }) => counts.get(printValue(value)) === most)!)
  },
  examples: [
    {
      candidates: [
        ['crm', 1, 'de'],
        ['shop', 2, 'de'],
        ['shop', 3, 'en'],
      ],
      value: 'de',
    },
    {
      candidates: [
        ['crm', 1, 'de'],
        ['shop', 3, 'en'],
      ],
      value: 'en',
    },
  ],
}
