import type { DerivedFieldTemplate } from './template.ts'

export const domainName: DerivedFieldTemplate = {
  label: 'Domain name',
  description: 'The host of a URL without www.',
  inputs: { referrer: 'The URL' },
  rules: [
    { function: 'url-parse', id: 'host', input: { field: 'referrer' }, part: 'host' },
    {
      function: 'regex-replace',
      input: { rule: 'host' },
      pattern: '^(?:www\\.)?(.+)$',
      output: '$1',
    },
  ],
  example: {
    rows: [{ referrer: 'https://www.google.com/' }, { referrer: 'https://t.co/x' }, {}],
    values: ['google.com', 't.co', null],
  },
}
