import { splitText } from '../texts/split-text.ts'
import type { Compilation } from './compilation.ts'
import { type Domain, listDomain, type TextValue } from './value.ts'

/** Each delimited text as several values, found once per text and remembered. */
export function splitItems(c: Compilation, value: TextValue, delimiter: string): TextValue {
  const id = `${value.domain.id} > split ${JSON.stringify(delimiter)}`
  const { offsets, parts, domain } = c.source.memo(`split ${id}`, () =>
    splitDomain(value.domain, id, delimiter),
  )
  const ref = c.plan.add({
    op: 'split-list',
    input: value.ref,
    offsets: c.plan.table(offsets),
    parts: c.plan.table(parts),
  })
  return { kind: 'text', ref, domain, isList: true }
}

function splitDomain(source: Domain, id: string, delimiter: string) {
  const offsets = new Uint32Array(source.size + 1)
  const parts: number[] = []
  const codes = new Map<string, number>()
  for (let code = 1; code < source.size; code++) {
    offsets[code] = parts.length
    for (const part of splitText(String(source.item(code)), delimiter)) {
      const known = codes.get(part) ?? codes.size + 1
      codes.set(part, known)
      parts.push(known)
    }
  }
  offsets[source.size] = parts.length
  return {
    offsets,
    parts: Uint32Array.from(parts),
    domain: listDomain(id, [...codes.keys()], 'text'),
  }
}
