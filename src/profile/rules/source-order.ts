import type { Candidate } from './candidate.ts'
import { choose, type MergeRule } from './rule.ts'

const rankOf = ({ from, field }: Candidate, order: readonly string[]): number => {
  const rank = order.findIndex((source) => source === from || source === `${from}.${field}`)
  return rank < 0 ? order.length : rank
}

export const sourceOrder: MergeRule = {
  label: 'Source order',
  description: 'The latest value of the most trusted source that has one.',
  merge(candidates, order) {
    const best = Math.min(...candidates.map((candidate) => rankOf(candidate, order)))
    return choose(candidates.findLast((candidate) => rankOf(candidate, order) === best)!)
  },
  examples: [
    {
      order: ['crm', 'shop'],
      candidates: [
        ['crm', 1, 'gold'],
        ['shop', 3, 'silver'],
        ['crm', 2, 'platinum'],
      ],
      value: 'platinum',
    },
    { order: ['crm'], candidates: [['shop', 3, 'silver']], value: 'silver' },
  ],
}
