import type { MaskRef } from '../../engine/index.ts'
import type { Compilation } from './compilation.ts'
import { mapFromOrigin } from './origin.ts'
import type { Domain, Item, TextValue } from './value.ts'

/**
 * The events whose value fulfils a predicate, which is asked once per value of the domain (`null` for
 * no value) and remembered by `key`. A list passes when any element does; without elements it has no
 * value.
 */
export function testValues(
  c: Compilation,
  value: TextValue,
  key: string,
  passes: (item: Item) => boolean,
): MaskRef {
  return testTable(c, value, predicateTable(c, value.domain, key, passes))
}

/** A predicate on the items of a domain: 1 for each code that fulfils it, remembered by `key`. */
export function predicateTable(
  c: Compilation,
  domain: Domain,
  key: string,
  passes: (item: Item) => boolean,
): Uint8Array {
  return c.source.memo(`test ${domain.id} ${key}`, () => tableOf(domain, passes))
}

function tableOf(domain: Domain, passes: (item: Item) => boolean): Uint8Array {
  const table = new Uint8Array(domain.size)
  for (let code = 0; code < domain.size; code++) table[code] = Number(passes(domain.item(code)))
  return table
}

/** What stands before a list's values stays: an event without elements passes as no value. */
function testTable(c: Compilation, { ref, isList }: TextValue, table: Uint8Array): MaskRef {
  const isAll = table.every((bit) => bit === 1)
  if (isAll) return null
  if (!table.includes(1)) return c.plan.nothing()
  if (!isList) return mapFromOrigin(c.plan, 'test', ref, table)
  return c.plan.add({ op: 'test', input: ref, table: c.plan.table(table) })
}

/** The events that have an item; no event when the item does not occur. */
export function testItem(c: Compilation, value: TextValue, item: Item): MaskRef {
  const code = value.domain.codeOf(item)
  if (code === undefined) return c.plan.nothing()
  const table = c.source.memo(`item ${value.domain.id} ${code}`, () => {
    const bits = new Uint8Array(value.domain.size)
    bits[code] = 1
    return bits
  })
  return testTable(c, value, table)
}
