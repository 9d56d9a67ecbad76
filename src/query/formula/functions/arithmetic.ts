import { metric, type RowFunctionDefinition } from './definition.ts'
import { scalar } from './scalar.ts'

export const absoluteValue = scalar({
  label: 'Absolute value',
  description: 'The value without its sign.',
  of: Math.abs,
  examples: [{ args: [[-3, 2, null]], result: [3, 2, null] }],
})

export const exponent = scalar({
  label: 'Exponent',
  description: 'e to the power of the value.',
  of: Math.exp,
  examples: [{ args: [[0, 1]], result: [1, Math.E] }],
})

export const squareRoot = scalar({
  label: 'Square root',
  description: 'The square root; undefined below zero.',
  of: Math.sqrt,
  examples: [{ args: [[9, -1]], result: [3, null] }],
})

export const cubeRoot = scalar({
  label: 'Cube root',
  description: 'The cube root.',
  of: Math.cbrt,
  examples: [{ args: [[-27, 8]], result: [-3, 2] }],
})

export const ceiling = scalar({
  label: 'Ceiling',
  description: 'The smallest whole number that is not below the value.',
  of: Math.ceil,
  examples: [{ args: [[1.2, -1.2]], result: [2, -1] }],
})

export const floor = scalar({
  label: 'Floor',
  description: 'The largest whole number that is not above the value.',
  of: Math.floor,
  examples: [{ args: [[1.8, -1.2]], result: [1, -2] }],
})

export const ln = scalar({
  label: 'Natural log',
  description: 'The natural logarithm; undefined at and below zero.',
  of: Math.log,
  examples: [{ args: [[Math.E, 0]], result: [1, null] }],
})

export const log10 = scalar({
  label: 'Log base 10',
  description: 'The logarithm to base 10; undefined at and below zero.',
  of: Math.log10,
  examples: [{ args: [[1000, -1]], result: [3, null] }],
})

export const modulo: RowFunctionDefinition = {
  kind: 'row',
  label: 'Modulo',
  description: 'The remainder of a division, with the sign of the dividend.',
  arguments: [
    { name: 'dividend', description: 'what is divided', kind: 'formula' },
    { name: 'divisor', description: 'what it is divided by', kind: 'formula' },
  ],
  row: ([x, y]) => x! % y!,
  examples: [
    { args: [[4, -4, -3], 3], result: [1, -1, 0] },
    { args: [4, 0], result: null },
  ],
}

export const power: RowFunctionDefinition = {
  kind: 'row',
  label: 'Power',
  description: 'The first value to the power of the second.',
  arguments: [metric, { name: 'exponent', description: 'the power', kind: 'formula' }],
  row: ([x, y]) => x! ** y!,
  examples: [{ args: [[2, 3], 2], result: [4, 9] }],
}

export const round: RowFunctionDefinition = {
  kind: 'row',
  label: 'Round',
  description: 'Rounded to so many decimals; below zero, to tens, hundreds and so on.',
  arguments: [
    metric,
    { name: 'decimals', description: 'how many decimals', kind: 'formula', default: 0 },
  ],
  row: ([x, decimals]) => roundTo(x!, Math.trunc(decimals!)),
  examples: [
    { args: [314.15], result: 314 },
    { args: [314.15, 0], result: 314 },
    { args: [314.15, 1], result: 314.1 },
    { args: [314.15, -1], result: 310 },
    { args: [314.15, -2], result: 300 },
  ],
}

/** `toFixed` rounds the exact binary value, so that 314.15 (which is a little less) gives 314.1. */
function roundTo(x: number, decimals: number): number {
  if (Number.isNaN(x) || Number.isNaN(decimals)) return Number.NaN
  if (decimals >= 0) return Number(x.toFixed(Math.min(decimals, 100)))
  const unit = 10 ** -decimals
  return Number((x / unit).toFixed(0)) * unit
}

export const pi: RowFunctionDefinition = {
  kind: 'row',
  label: 'Pi',
  description: 'The ratio of a circle’s circumference to its diameter.',
  arguments: [],
  row: () => Math.PI,
  examples: [{ args: [], result: Math.PI }],
}
