import { metric, type RowFunctionDefinition } from './parts/definition.ts'

export const round: RowFunctionDefinition = {
  kind: 'row',
  jumps: true,
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
