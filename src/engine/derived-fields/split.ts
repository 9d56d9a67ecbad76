import type { DerivedFieldFunctionDefinition } from './definition.ts'

const answers = 'it was great,made perfect sense,will recommend'

export const split: DerivedFieldFunctionDefinition = {
  label: 'Split',
  description: 'One part of a delimited text, counted from either side, or all parts as values.',
  output: 'text',
  examples: [
    {
      title: 'All answers',
      rules: [{ function: 'split', input: { field: 'survey' }, delimiter: ',', toArray: true }],
      rows: [{ survey: answers }],
      values: [['it was great', 'made perfect sense', 'will recommend']],
    },
    {
      title: 'The last answer',
      rules: [
        { function: 'split', input: { field: 'survey' }, delimiter: ',', from: 'right', index: 1 },
      ],
      rows: [{ survey: answers }, { survey: 'only one' }],
      values: ['will recommend', 'only one'],
    },
  ],
}

/** Part `index` (from 1) of a delimited text; null where there are fewer or it is empty. */
export function partOf(
  text: string,
  delimiter: string,
  side: 'left' | 'right',
  index: number,
): string | null {
  const parts = text.split(delimiter)
  return (side === 'left' ? parts[index - 1] : parts.at(-index)) || null
}

/** The parts of a delimited text that are not empty. */
export function partsOf(text: string, delimiter: string): readonly string[] {
  return text.split(delimiter).filter((part) => part !== '')
}
