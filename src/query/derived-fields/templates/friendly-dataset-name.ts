import type { DerivedFieldTemplate } from './template.ts'

export const friendlyDatasetName: DerivedFieldTemplate = {
  label: 'Friendly dataset name',
  description: 'What people call the dataset of the event; other datasets keep their id.',
  inputs: {},
  rules: [
    {
      function: 'classify',
      input: { component: 'dataset-id' },
      values: { web: 'Website', calls: 'Call center', store: 'Store' },
      showOriginal: true,
    },
  ],
  example: { dataset: 'calls', rows: [{ page: 'any' }], values: ['Call center'] },
}
