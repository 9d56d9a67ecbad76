import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const lookup: DerivedFieldFunctionDefinition = {
  label: 'Lookup',
  description:
    'The return field of the lookup row whose key equals the value, for keys that occur in a matched field.',
  output: 'like its input',
  examples: [
    {
      title: 'Names of activities',
      rules: [
        {
          function: 'lookup',
          input: { field: 'activity' },
          dataset: 'activities',
          return: 'name',
        },
      ],
      lookups: {
        'activities.name': {
          from: 'activity',
          rows: { '415851': 'MVT Test Category Pages', '402922': 'Home Page Banners' },
        },
      },
      rows: [{ activity: '415851' }, { activity: '402922' }, { activity: '1' }],
      values: ['MVT Test Category Pages', 'Home Page Banners', null],
    },
  ],
}
