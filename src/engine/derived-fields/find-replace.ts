import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const findReplace: DerivedFieldFunctionDefinition = {
  label: 'Find and replace',
  description: 'Replaces every occurrence of a text within the value.',
  output: 'text',
  examples: [
    {
      title: 'Decode a space',
      rules: [{ function: 'find-replace', input: { field: 'channel' }, find: '%20', replace: ' ' }],
      rows: [{ channel: 'email%20marketing' }, { channel: 'email marketing' }],
      values: ['email marketing', 'email marketing'],
    },
  ],
}
