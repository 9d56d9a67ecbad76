import { type AttributeValue, compareValues, printValue } from './candidate.ts'
import type { MergeRule } from './rule.ts'

const listOf = (value: AttributeValue): readonly AttributeValue[] =>
  typeof value === 'object' ? value : [value]

export const union: MergeRule = {
  label: 'Union',
  description: 'A list of all values, those of lists one by one, each once and in order.',
  merge(candidates) {
    const all = candidates.flatMap(({ value }) => listOf(value))
    const distinct = new Map(all.map((value) => [printValue(value), value]))
    const value = [...distinct.values()].toSorted(compareValues)
    return { value, chosen: candidates.at(-1)!, hasBeaten: false }
  },
  examples: [
    {
      candidates: [
        ['crm', 1, ['news', 'sale']],
        ['shop', 2, 'app'],
        ['shop', 3, ['sale']],
      ],
      value: ['app', 'news', 'sale'],
    },
  ],
}
