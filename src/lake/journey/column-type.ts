/** What a ClickHouse column holds, as far as a journey table cares. */
export type ColumnType =
  | { readonly kind: 'scalar'; readonly type: ScalarType }
  | { readonly kind: 'list'; readonly of: ColumnType }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, ColumnType])[] }

export type ScalarType = 'string' | 'number' | 'boolean' | 'timestamp'

/** Reads `Array(Tuple(sku Nullable(String), price Nullable(Float64)))` and the like. */
export function parseColumnType(text: string): ColumnType {
  const [name, inner] = splitCall(text)
  switch (name) {
    case 'Nullable':
    case 'LowCardinality':
      return parseColumnType(inner)
    case 'Array':
      return { kind: 'list', of: parseColumnType(inner) }
    case 'Tuple':
      return { kind: 'object', fields: splitTop(inner).map(parseElement) }
    default:
      return { kind: 'scalar', type: scalarType(name) }
  }
}

function scalarType(name: string): ScalarType {
  if (name === 'Bool') return 'boolean'
  if (name.startsWith('Date')) return 'timestamp'
  if (/^(U?Int|Float|BFloat|Decimal)/.test(name)) return 'number'
  return 'string'
}

/** `Array(x)` → `['Array', 'x']`, `String` → `['String', '']` */
function splitCall(text: string): [string, string] {
  const open = text.indexOf('(')
  return open < 0 ? [text, ''] : [text.slice(0, open), text.slice(open + 1, text.lastIndexOf(')'))]
}

/** ``sku Nullable(String)`` or `` `a.b` String `` → its name and type. */
function parseElement(text: string): readonly [string, ColumnType] {
  const quoted = /^`((?:[^`\\]|\\.)*)` (.*)$/s.exec(text)
  if (quoted) return [quoted[1]!.replaceAll(/\\(.)/g, '$1'), parseColumnType(quoted[2]!)]
  const space = text.indexOf(' ')
  return [text.slice(0, space), parseColumnType(text.slice(space + 1))]
}

/** Splits at the commas that are in no brackets or quotes. */
function splitTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quote !== '') {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === '`' || char === "'") quote = char
    else if (char === '(') depth++
    else if (char === ')') depth--
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return [...parts, text.slice(from).trim()]
}
