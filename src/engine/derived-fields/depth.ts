import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const depth: DerivedFieldFunctionDefinition = {
  label: 'Depth',
  description: 'The number of the event among those of its session that have a value: 1, 2, 3 …',
  output: 'number',
  examples: [
    {
      title: 'Page depth',
      rules: [{ function: 'depth', input: { field: 'page' } }],
      rows: [{ page: 'home' }, {}, { page: 'search' }, { page: 'home' }],
      values: [1, null, 2, 3],
    },
  ],
}
