import type { RowFunctionDefinition } from './parts/definition.ts'

/** Computed exactly; the name is kept for portability (semantics, our decisions). */
export const approximateCountDistinct: RowFunctionDefinition = {
  kind: 'row',
  label: 'Approximate count distinct',
  description: 'How many distinct items of a dimension occur. It is exact here.',
  arguments: [{ name: 'dimension', description: 'the dimension to count', kind: 'dimension' }],
  row: ([distinct]) => distinct!,
  examples: [{ args: [[3, 0]], result: [3, 0] }],
}
