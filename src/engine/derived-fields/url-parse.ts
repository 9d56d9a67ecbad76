import type { UrlPart } from '../../model/text-parts.ts'
import type { DerivedFieldFunctionDefinition } from './definition.ts'

const url = 'https://example.com/store/index.html?cid=campaign#cart'

const rule = (settings: object) => [{ function: 'url-parse', input: { field: 'url' }, ...settings }]

export const urlParse: DerivedFieldFunctionDefinition = {
  label: 'URL parse',
  description:
    'Protocol, host, path, a query parameter or the hash; no value where there is none or without a protocol.',
  output: 'text',
  examples: [
    {
      title: 'Protocol',
      rules: rule({ part: 'protocol' }),
      rows: [{ url }, { url: 'no url' }],
      values: ['https://', null],
    },
    {
      title: 'Host',
      rules: rule({ part: 'host' }),
      rows: [{ url }, { url: 'https://www.google.com/' }],
      values: ['example.com', 'www.google.com'],
    },
    {
      title: 'Path',
      rules: rule({ part: 'path' }),
      rows: [{ url }, { url: 'https://example.com' }],
      values: ['store/index.html', null],
    },
    {
      title: 'Query parameter',
      rules: rule({ part: 'query', parameter: 'cid' }),
      rows: [
        { url },
        { url: 'https://www.adobe.com/?em=email1234&cid=def123' },
        { url: 'https://a.b/' },
      ],
      values: ['campaign', 'def123', null],
    },
    { title: 'Hash', rules: rule({ part: 'hash' }), rows: [{ url }], values: ['cart'] },
  ],
}

const shape =
  /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#@]*@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?(?:#(.*))?$/is

const groups = { protocol: 1, host: 2, path: 3, query: 4, hash: 5 } as const

/** One part of a URL as it is written, undecoded; null where it is missing or the text is no URL. */
export function urlPart(text: string, part: UrlPart, parameter = ''): string | null {
  const found = shape.exec(text)?.[groups[part]]
  if (found === undefined) return null
  return (part === 'query' ? queryValue(found, parameter) : found) || null
}

function queryValue(query: string, parameter: string): string | null {
  const start = `${parameter}=`
  for (const pair of query.split('&')) {
    if (pair.startsWith(start)) return pair.slice(start.length)
  }
  return null
}
