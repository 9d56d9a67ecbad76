import type { RowFunctionDefinition } from './parts/definition.ts'

/** A comparison, with what it gives for 1, 2, 3 and null against 2. */
const comparison = (
  label: string,
  words: string,
  holds: (a: number, b: number) => boolean,
  result: readonly (number | null)[],
): RowFunctionDefinition => ({
  kind: 'row',
  jumps: true,
  label,
  description: `1 where the first value ${words} the second, else 0; undefined where one of them is.`,
  arguments: [
    { name: 'first', description: 'a metric or any formula', kind: 'formula' },
    { name: 'second', description: 'what it is compared with', kind: 'formula' },
  ],
  row: ([a, b]) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(holds(a!, b!))),
  examples: [{ args: [[1, 2, 3, null], 2], result }],
})

const aboveOrEqual = 'Greater than or equal'
const belowOrEqual = 'Less than or equal'

/** One line each. */
export const comparisons = {
  equal: comparison('Equal', 'is', (a, b) => a === b, [0, 1, 0, null]),
  'not-equal': comparison('Not equal', 'is not', (a, b) => a !== b, [1, 0, 1, null]),
  'greater-than': comparison('Greater than', 'is above', (a, b) => a > b, [0, 0, 1, null]),
  'greater-than-or-equal': comparison(aboveOrEqual, 'is not below', (a, b) => a >= b, [
    0,
    1,
    1,
    null,
  ]),
  'less-than': comparison('Less than', 'is below', (a, b) => a < b, [1, 0, 0, null]),
  'less-than-or-equal': comparison(belowOrEqual, 'is not above', (a, b) => a <= b, [1, 1, 0, null]),
}
