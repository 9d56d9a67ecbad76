import { splitText } from '../texts/split-text.ts'
import type { Compilation } from './compilation.ts'
import { type Domain, listDomain, type TextValue } from './value.ts'

/** How a text is several values. */
type SplitFunction = (text: string) => readonly string[]

/** Each delimited text as several values. */
export const splitDelimited = (c: Compilation, value: TextValue, delimiter: string): TextValue =>
  splitItems(c, value, JSON.stringify(delimiter), (text) => splitText(text, delimiter))

/** Each text as several values, found once per text and remembered by `key`. */
export function splitItems(
  c: Compilation,
  value: TextValue,
  key: string,
  split: SplitFunction,
): TextValue {
  const id = `${value.domain.id} > split ${key}`
  const { offsets, parts, domain } = c.source.memo(`split ${id}`, () =>
    splitDomain(value.domain, id, split),
  )
  const ref = c.plan.add({
    op: 'split-list',
    input: value.ref,
    offsets: c.plan.table(offsets),
    parts: c.plan.table(parts),
  })
  return { kind: 'text', ref, domain, isList: true }
}

function splitDomain(source: Domain, id: string, split: SplitFunction) {
  const offsets = new Uint32Array(source.size + 1)
  const parts: number[] = []
  const codes = new Map<string, number>()
  for (let code = 1; code < source.size; code++) {
    offsets[code] = parts.length
    for (const part of split(String(source.item(code)))) {
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
