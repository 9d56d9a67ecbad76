import type { RowFunctionDefinition } from './definition.ts'

const metrics = [
  {
    name: 'metrics',
    description: 'metrics or formulas of the same row',
    kind: 'formula',
    repeated: true,
  },
] as const

const present = (args: readonly number[]): number[] => args.filter((x) => !Number.isNaN(x))

/** Infinity of no values at all becomes null. */
export const rowMax: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row maximum',
  description: 'The largest of the values in the row.',
  arguments: metrics,
  row: (args) => Math.max(...present(args)),
  examples: [
    {
      args: [
        [1, null],
        [5, null],
        [2, null],
      ],
      result: [5, null],
    },
  ],
}

export const rowMin: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row minimum',
  description: 'The smallest of the values in the row.',
  arguments: metrics,
  row: (args) => Math.min(...present(args)),
  examples: [
    {
      args: [
        [1, 4],
        [5, null],
        [2, 7],
      ],
      result: [1, 4],
    },
  ],
}

export const rowSum: RowFunctionDefinition = {
  kind: 'row',
  label: 'Row sum',
  description: 'The sum of the values in the row.',
  arguments: metrics,
  row: (args) =>
    args.every(Number.isNaN) ? Number.NaN : present(args).reduce((sum, x) => sum + x, 0),
  examples: [
    {
      args: [
        [1, null],
        [5, null],
        [2, 7],
      ],
      result: [8, 7],
    },
  ],
}
