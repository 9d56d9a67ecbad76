import type { MaskRef } from '../../engine/index.ts'
import type { Compilation } from './compilation.ts'
import type { Domain, TextValue } from './value.ts'
import { letOthersIn } from '../../model/let-others-in.ts'
import type { Item } from '../../model/result.ts'

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
  return testTable(c, value, buildPredicateTable(c, value.domain, key, passes))
}

/** A predicate on the items of a domain: 1 for each code that fulfils it, remembered by `key`. */
export function buildPredicateTable(
  c: Compilation,
  domain: Domain,
  key: string,
  passes: (item: Item) => boolean,
): Uint8Array {
  return c.source.memo(`test ${domain.id} ${key}`, () => tableOf(domain, passes))
}

/** The same, made a little at a time: a domain may have millions of items, and others are let in between. */
export async function fillPredicateTable(
  c: Compilation,
  domain: Domain,
  key: string,
  passes: (item: Item) => boolean,
): Promise<Uint8Array> {
  const filling = c.source.memo(`fill ${domain.id} ${key}`, () => fillTable(domain, passes))
  const table = await filling
  return c.source.memo(`test ${domain.id} ${key}`, () => table)
}

const ITEMS_AT_ONCE = 4096

async function fillTable(domain: Domain, passes: (item: Item) => boolean): Promise<Uint8Array> {
  const table = new Uint8Array(domain.size)
  for (let code = 0; code < domain.size; code++) {
    table[code] = Number(passes(domain.item(code)))
    if (code % ITEMS_AT_ONCE === ITEMS_AT_ONCE - 1) await letOthersIn()
  }
  return table
}

function tableOf(domain: Domain, passes: (item: Item) => boolean): Uint8Array {
  const table = new Uint8Array(domain.size)
  for (let code = 0; code < domain.size; code++) table[code] = Number(passes(domain.item(code)))
  return table
}

/** The events whose code passes a table; `null` where all do. */
export function testTable(c: Compilation, { ref }: TextValue, table: Uint8Array): MaskRef {
  const passing = passingPart(table)
  if (passing === 'all') return null
  if (passing === 'none') return c.plan.nothing()
  return c.plan.add({ op: 'test', input: ref, table: c.plan.table(table) })
}

/** The events that have an item; no event when the item does not occur. */
export function testItem(c: Compilation, value: TextValue, item: Item): MaskRef {
  const table = buildItemTable(c, value.domain, item)
  return table ? testTable(c, value, table) : c.plan.nothing()
}

/** 1 for the code of an item; null where the item does not occur. */
export function buildItemTable(c: Compilation, domain: Domain, item: Item): Uint8Array | null {
  const code = domain.codeOf(item)
  if (code === undefined) return null
  return c.source.memo(`item ${domain.id} ${code}`, () => {
    const bits = new Uint8Array(domain.size)
    bits[code] = 1
    return bits
  })
}

/** Which codes a predicate lets pass. */
export function passingPart(table: Uint8Array): 'all' | 'some' | 'none' {
  if (!table.includes(1)) return 'none'
  return table.includes(0) ? 'some' : 'all'
}
