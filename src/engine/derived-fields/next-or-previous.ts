import type { DerivedFieldFunctionDefinition } from './definition.ts'

const rows = [{ page: 'home' }, { page: 'home' }, {}, { page: 'search' }, { page: 'cart' }]

const rule = (settings: object) => ({
  function: 'next-or-previous',
  input: { field: 'page' },
  scope: 'session',
  ...settings,
})

export const nextOrPrevious: DerivedFieldFunctionDefinition = {
  label: 'Next or previous',
  description:
    'The value that comes some steps later or earlier; events without a value have none and are passed over.',
  output: 'like its input',
  examples: [
    {
      title: 'The next page, repeats included',
      rules: [rule({ direction: 'next', repeats: true })],
      rows,
      values: ['home', 'search', null, 'cart', null],
    },
    {
      title: 'The page before this one',
      rules: [rule({ direction: 'previous' })],
      rows,
      values: [null, null, null, 'home', 'search'],
    },
    {
      title: 'The page after the next',
      rules: [rule({ direction: 'next', index: 2 })],
      rows,
      values: ['cart', 'cart', null, null, null],
    },
  ],
}
