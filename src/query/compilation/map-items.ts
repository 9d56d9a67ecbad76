import { Dictionary } from '../../model/dictionary.ts'
import type { Compilation } from './compilation.ts'
import { buildDictionaryDomain } from './fields.ts'
import { type Domain, listDomain, type NumberValue, type TextValue } from './value.ts'
import type { Item } from '../../model/result.ts'

/** One item made of one; `null` is no value, before and after. */
export type ItemFunction = (item: Item) => Item

/** A function of texts as one of items: no value stays so, an empty text becomes none. */
export function ofText(transform: (text: string) => Item): ItemFunction {
  return (item) => {
    const made = item === null ? null : transform(String(item))
    return made === '' ? null : made
  }
}

/**
 * A value's items replaced. The function is asked once per item of the domain and data version, and
 * remembered by `key`; what it makes is the new domain.
 */
export function mapItems(
  c: Compilation,
  value: TextValue,
  key: string,
  transform: ItemFunction,
): TextValue {
  const id = `${value.domain.id} > ${key}`
  const { table, domain } = c.source.memo(`items ${id}`, () =>
    mapDomain(value.domain, id, transform),
  )
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref, domain }
}

function mapDomain(
  source: Domain,
  id: string,
  transform: ItemFunction,
): { readonly table: Uint32Array; readonly domain: Domain } {
  const table = new Uint32Array(source.size)
  const codes = new Map<Item, number>()
  const items: Item[] = []
  const add = (code: number): void => {
    const item = transform(source.item(code))
    if (item === null) return
    const known = codes.get(item)
    if (known === undefined) codes.set(item, items.push(item))
    table[code] = known ?? items.length
  }
  for (let code = 1; code < source.size; code++) add(code)
  add(0)
  return { table, domain: compactDomain(id, items, source) }
}

/** Texts are kept as their bytes: a part of a long text must not keep all of it. */
function compactDomain(id: string, items: readonly Item[], source: Domain): Domain {
  if (!items.every((item) => typeof item === 'string')) return listDomain(id, items)
  const type = source.itemType === 'text' ? 'text' : undefined
  return buildDictionaryDomain(id, Dictionary.of(items), type)
}

/** Numbers made of a value's items, as `mapItems` does. */
export function mapToNumbers(
  c: Compilation,
  value: TextValue,
  key: string,
  transform: (item: Item) => number | null,
): NumberValue {
  const { domain, isList, list } = value
  const table = c.source.memo(`numbers ${domain.id} > ${key}`, () => {
    const numbers = new Float64Array(domain.size)
    for (let code = 0; code < domain.size; code++) {
      numbers[code] = transform(domain.item(code)) ?? Number.NaN
    }
    return numbers
  })
  const ref = c.plan.add({ op: 'map-number', input: value.ref, table: c.plan.table(table) })
  const place = list === undefined ? { isList } : { isList, list }
  return { kind: 'number', ref, isInstant: false, ...place }
}
