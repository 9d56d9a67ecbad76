import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const mergeFields: DerivedFieldFunctionDefinition = {
  label: 'Merge fields',
  description: 'The first input that has a value.',
  output: 'like its input',
  examples: [
    {
      title: 'Page name or call reason',
      rules: [{ function: 'merge-fields', inputs: [{ field: 'page' }, { field: 'reason' }] }],
      rows: [
        { page: 'home page' },
        { reason: 'questions about my order' },
        { page: 'help page', reason: 'problem with ordering' },
        {},
      ],
      values: ['home page', 'questions about my order', 'help page', null],
    },
  ],
}
