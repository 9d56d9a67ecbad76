import type { DerivedFieldTemplate } from './template.ts'

export const downloadLink: DerivedFieldTemplate = {
  label: 'Download link',
  description: 'Clicked links to files, by their extension.',
  inputs: { link_url: 'The URL of the clicked link' },
  rules: [
    { function: 'url-parse', id: 'path', input: { field: 'link_url' }, part: 'path' },
    {
      function: 'regex-replace',
      id: 'file',
      input: { rule: 'path' },
      pattern: '\\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|exe|dmg|mp3|mp4)$',
      output: '$&',
      caseSensitive: false,
    },
    {
      function: 'case-when',
      branches: [{ when: { input: { rule: 'file' }, op: 'exists' }, then: { field: 'link_url' } }],
    },
  ],
  example: {
    rows: [
      { link_url: 'https://site.com/price-list.PDF?v=2' },
      { link_url: 'https://site.com/page.html' },
    ],
    values: ['https://site.com/price-list.PDF?v=2', null],
  },
}
