import type { DerivedFieldTemplate } from './template.ts'

export const pageNameFromUrl: DerivedFieldTemplate = {
  label: 'Page name from URL',
  description: 'The path of the page up to a dot; home where there is no path.',
  inputs: { page_url: 'The URL of the page' },
  rules: [
    { function: 'url-parse', id: 'host', input: { field: 'page_url' }, part: 'host' },
    { function: 'url-parse', id: 'path', input: { field: 'page_url' }, part: 'path' },
    {
      function: 'regex-replace',
      id: 'stem',
      input: { rule: 'path' },
      pattern: '^[^.]+',
      output: '$&',
    },
    {
      function: 'trim',
      id: 'name',
      input: { rule: 'stem' },
      method: 'characters',
      characters: '/',
    },
    {
      function: 'case-when',
      branches: [
        { when: { input: { rule: 'name' }, op: 'exists' }, then: { rule: 'name' } },
        { when: { input: { rule: 'host' }, op: 'exists' }, then: { value: 'home' } },
      ],
    },
  ],
  example: {
    rows: [
      { page_url: 'https://site.com/store/shoes.html?x=1' },
      { page_url: 'https://site.com/' },
      { page_url: 'https://site.com/help/' },
      {},
    ],
    values: ['store/shoes', 'home', 'help', null],
  },
}
