/** A ClickHouse type, taken apart. */
export type ClickHouseType =
  /** Its name without parameters: `DateTime64`. */
  | { readonly kind: 'scalar'; readonly name: string; readonly parameters: readonly string[] }
  | { readonly kind: 'nullable' | 'low-cardinality' | 'array'; readonly of: ClickHouseType }
  /** Elements without names are called by their numbers, from 1. */
  | { readonly kind: 'tuple'; readonly elements: readonly TupleElement[] }

type TupleElement = readonly [name: string, type: ClickHouseType]

/** Reads a type as ClickHouse writes it: `Array(Tuple(sku Nullable(String), price Float64))`. */
export function parseClickHouseType(text: string): ClickHouseType {
  const { name, inner } = splitCall(text)
  const [first = ''] = inner
  switch (name) {
    case 'Nullable':
      return { kind: 'nullable', of: parseClickHouseType(first) }
    case 'LowCardinality':
      return { kind: 'low-cardinality', of: parseClickHouseType(first) }
    case 'Array':
      return { kind: 'array', of: parseClickHouseType(first) }
    case 'Tuple':
      return { kind: 'tuple', elements: inner.map(parseElement) }
    default:
      return { kind: 'scalar', name, parameters: inner }
  }
}

function parseElement(text: string, index: number): TupleElement {
  const match = /^(`(?:[^`\\]|\\.)+`|[A-Za-z_]\w*) (.+)$/s.exec(text)
  const name = match?.[1]?.replace(/^`|`$/g, '').replace(/\\(.)/g, '$1') ?? String(index + 1)
  return [name, parseClickHouseType(match?.[2] ?? text)]
}

/** `Name(a, b(c, d))` → the name and the arguments at its top level. */
function splitCall(text: string): { readonly name: string; readonly inner: readonly string[] } {
  const open = text.indexOf('(')
  if (open === -1) return { name: text, inner: [] }
  const inner: string[] = []
  let depth = 0
  let start = open + 1
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '`' || character === "'") at = skipQuoted(text, at)
    else if (character === '(') depth++
    else if ((character === ',' || character === ')') && depth === 0) {
      inner.push(text.slice(start, at).trim())
      start = at + 1
    } else if (character === ')') depth--
  }
  return { name: text.slice(0, open), inner }
}

function skipQuoted(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== text[start]) at += text[at] === '\\' ? 2 : 1
  return at
}
