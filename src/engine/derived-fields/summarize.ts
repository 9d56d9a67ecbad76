import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const summarize: DerivedFieldFunctionDefinition = {
  label: 'Summarize',
  description: 'One value of all events of the session or person, on each of its events.',
  output: 'like its input',
  examples: [
    {
      title: 'Cart revenue of the person',
      rules: [{ function: 'summarize', input: { field: 'cart' }, method: 'sum', scope: 'person' }],
      rows: [{ cart: 50 }, {}, { cart: 275 }],
      values: [325, 325, 325],
    },
    {
      title: 'The most common page of the session; of equally common ones the first',
      rules: [
        {
          function: 'summarize',
          input: { field: 'page' },
          method: 'most-common',
          scope: 'session',
        },
      ],
      rows: [{ page: 'home' }, { page: 'cart' }, { page: 'cart' }],
      values: ['cart', 'cart', 'cart'],
    },
    {
      title: 'All pages of the session',
      rules: [
        { function: 'summarize', input: { field: 'page' }, method: 'distinct', scope: 'session' },
      ],
      rows: [{ page: 'home' }, { page: 'cart' }, { page: 'home' }],
      values: [
        ['cart', 'home'],
        ['cart', 'home'],
        ['cart', 'home'],
      ],
    },
  ],
}
