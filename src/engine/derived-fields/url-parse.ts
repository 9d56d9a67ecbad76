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

const scheme = /^[a-z][a-z0-9+.-]*$/i

/** One part of a URL as it is written, undecoded; null where it is missing or the text is no URL. */
export function urlPart(text: string, part: UrlPart, parameter = ''): string | null {
  const colon = text.indexOf('://')
  if (colon < 0 || !scheme.test(text.slice(0, colon))) return null
  const start = colon + 3
  if (part === 'protocol') return text.slice(0, start)
  const hash = placeOf(text, '#', start, text.length)
  if (part === 'hash') return text.slice(hash + 1) || null
  const query = placeOf(text, '?', start, hash)
  if (part === 'query') return queryValue(text.slice(query + 1, hash), parameter)
  const path = placeOf(text, '/', start, query)
  if (part === 'path') return text.slice(path + 1, query) || null
  const host = Math.max(start, text.lastIndexOf('@', path) + 1)
  return text.slice(host, path) || null
}

/** Where a letter first stands between two places; the end when it does not. */
function placeOf(text: string, letter: string, from: number, end: number): number {
  const place = text.indexOf(letter, from)
  return place < 0 || place > end ? end : place
}

function queryValue(query: string, parameter: string): string | null {
  const start = `${parameter}=`
  if (!query.includes(start)) return null
  const pair = query.split('&').find((one) => one.startsWith(start))
  return pair?.slice(start.length) || null
}
