import type { FormulaExample, RowFunctionDefinition } from './definition.ts'

/** NaN is null in a condition: neither true nor false. */
const isTrue = (x: number): boolean => x !== 0 && !Number.isNaN(x)

const condition = {
  name: 'condition',
  description: 'true where it is not zero',
  kind: 'formula',
} as const

const conditions = [condition, { ...condition, repeated: true }] as const

export const and: RowFunctionDefinition = {
  kind: 'row',
  label: 'And',
  description: '1 where all conditions are true, else 0.',
  arguments: conditions,
  row: (args) => {
    if (args.some((x) => x === 0)) return 0
    return args.some(Number.isNaN) ? Number.NaN : 1
  },
  examples: [
    {
      args: [
        [1, 2, 0, null, null],
        [3, 0, 0, 1, 0],
      ],
      result: [1, 0, 0, null, 0],
    },
  ],
}

export const or: RowFunctionDefinition = {
  kind: 'row',
  label: 'Or',
  description: '1 where any of the conditions is true, else 0.',
  arguments: conditions,
  row: (args) => {
    if (args.some(isTrue)) return 1
    return args.some(Number.isNaN) ? Number.NaN : 0
  },
  examples: [
    {
      args: [
        [1, 0, 0, null, null],
        [0, 5, 0, 1, 0],
      ],
      result: [1, 1, 0, 1, null],
    },
  ],
}

export const not: RowFunctionDefinition = {
  kind: 'row',
  label: 'Not',
  description: '1 where the condition is zero, else 0.',
  arguments: [condition],
  row: ([x]) => (Number.isNaN(x) ? Number.NaN : Number(x === 0)),
  examples: [{ args: [[0, 4, null]], result: [1, 0, null] }],
}

/** `if` takes a condition that is null as not met. */
export const ifThenElse: RowFunctionDefinition = {
  kind: 'row',
  label: 'If',
  description: 'The second value where the condition is true, else the third.',
  arguments: [
    condition,
    { name: 'then', description: 'where it is true', kind: 'formula', default: 0 },
    { name: 'else', description: 'where it is not', kind: 'formula', default: 0 },
  ],
  row: ([test, then, otherwise]) => (isTrue(test!) ? then! : otherwise!),
  examples: [
    { args: [[1, 0, null], 10, 20], result: [10, 20, 20] },
    { args: [[1, 0], 10], result: [10, 0] },
    { args: [[1, 0]], result: [0, 0] },
  ],
}

const comparison = (
  label: string,
  words: string,
  holds: (a: number, b: number) => boolean,
  examples: readonly FormulaExample[],
): RowFunctionDefinition => ({
  kind: 'row',
  label,
  description: `1 where the first value ${words} the second, else 0; undefined where one of them is.`,
  arguments: [
    { name: 'first', description: 'a metric or any formula', kind: 'formula' },
    { name: 'second', description: 'what it is compared with', kind: 'formula' },
  ],
  row: ([a, b]) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(holds(a!, b!))),
  examples,
})

const pairs = [[1, 2, 3, null], 2] as const

export const equal = comparison('Equal', 'is', (a, b) => a === b, [
  { args: pairs, result: [0, 1, 0, null] },
])
export const notEqual = comparison('Not equal', 'is not', (a, b) => a !== b, [
  { args: pairs, result: [1, 0, 1, null] },
])
export const greaterThan = comparison('Greater than', 'is above', (a, b) => a > b, [
  { args: pairs, result: [0, 0, 1, null] },
])
export const greaterThanOrEqual = comparison(
  'Greater than or equal',
  'is not below',
  (a, b) => a >= b,
  [{ args: pairs, result: [0, 1, 1, null] }],
)
export const lessThan = comparison('Less than', 'is below', (a, b) => a < b, [
  { args: pairs, result: [1, 0, 0, null] },
])
export const lessThanOrEqual = comparison('Less than or equal', 'is not above', (a, b) => a <= b, [
  { args: pairs, result: [1, 1, 0, null] },
])
