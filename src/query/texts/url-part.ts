import type { UrlPart } from '../../model/text-parts.ts'

const scheme = /^[a-z][a-z0-9+.-]*$/i

/** One part of a URL as it is written, undecoded; null where it is missing or the text is no URL. */
export function readUrlPart(text: string, part: UrlPart, parameter = ''): string | null {
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
