import type { DerivedFieldTemplate } from './template.ts'

export const queryStringParameter: DerivedFieldTemplate = {
  label: 'Query string parameter',
  description: 'The value of one parameter of a URL.',
  inputs: { page_url: 'The URL' },
  rules: [{ function: 'url-parse', input: { field: 'page_url' }, part: 'query', parameter: 'cid' }],
  example: {
    rows: [{ page_url: 'https://site.com/?em=1&cid=def123' }, { page_url: 'https://site.com/' }],
    values: ['def123', null],
  },
}
