import type { ValueShape } from '../source.ts'

/** The shape of a ClickHouse type; wide integers may not fit a double. */
export type ColumnType = ValueShape & { readonly isWideInteger?: boolean }

/** Reads a type as ClickHouse writes it: `Array(Tuple(sku Nullable(String), price Float64))`. */
export function parseColumnType(type: string): ColumnType {
  const { name, inner } = split(type)
  const [first = '', ...others] = inner
  switch (name) {
    case 'Nullable':
    case 'LowCardinality':
      return parseColumnType(first)
    case 'Array':
      return { kind: 'list', of: parseColumnType(first) }
    case 'Tuple':
      return tupleShape([first, ...others])
    default:
      return scalarShape(name)
  }
}

function scalarShape(name: string): ColumnType {
  if (name === 'String') return { kind: 'text' }
  if (name === 'Bool') return { kind: 'boolean' }
  if (/^U?Int64$/.test(name)) return { kind: 'number', isWideInteger: true }
  if (/^(U?Int(8|16|32)|B?Float\d+|Decimal\d*)$/.test(name)) return { kind: 'number' }
  return { kind: /^Date/.test(name) ? 'time' : 'other' }
}

function tupleShape(elements: readonly string[]): ColumnType {
  const named = elements.map((element, index) => {
    const match = /^(`(?:[^`\\]|\\.)+`|[A-Za-z_]\w*) (.+)$/s.exec(element)
    const name = match?.[1]?.replace(/^`|`$/g, '').replace(/\\(.)/g, '$1') ?? String(index + 1)
    return [name, parseColumnType(match?.[2] ?? element)] as const
  })
  return { kind: 'object', elements: new Map(named) }
}

/** `Name(a, b(c, d))` → name and the arguments at its top level. */
function split(type: string): { readonly name: string; readonly inner: readonly string[] } {
  const open = type.indexOf('(')
  if (open === -1) return { name: type, inner: [] }
  const inner: string[] = []
  let depth = 0
  let start = open + 1
  for (let at = start; at < type.length; at++) {
    const character = type[at]
    if (character === '`' || character === "'") at = skipQuoted(type, at)
    else if (character === '(') depth++
    else if ((character === ',' || character === ')') && depth === 0) {
      inner.push(type.slice(start, at).trim())
      start = at + 1
    } else if (character === ')') depth--
  }
  return { name: type.slice(0, open), inner }
}

function skipQuoted(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== text[start]) at += text[at] === '\\' ? 2 : 1
  return at
}
