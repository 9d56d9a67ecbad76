import type { DerivedFieldTemplate } from './template.ts'

export const exitLink: DerivedFieldTemplate = {
  label: 'Exit link',
  description: 'Clicked links that lead away from the own site.',
  inputs: { link_url: 'The URL of the clicked link' },
  rules: [
    { function: 'url-parse', id: 'host', input: { field: 'link_url' }, part: 'host' },
    {
      function: 'case-when',
      branches: [
        {
          when: {
            and: [
              { input: { rule: 'host' }, op: 'exists' },
              { input: { rule: 'host' }, op: 'not-ends-with', value: 'example.com' },
            ],
          },
          then: { field: 'link_url' },
        },
      ],
    },
  ],
  example: {
    rows: [
      { link_url: 'https://partner.org/a' },
      { link_url: 'https://www.example.com/b' },
      { link_url: '/relative' },
    ],
    values: ['https://partner.org/a', null, null],
  },
}
