import type { NodeRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { discoverNumbers } from '../compilation/discovery.ts'
import { type Domain, listDomain, type NumberValue, type TextValue } from '../compilation/value.ts'

/**
 * Numbers as items of a dimension: every distinct number has a code, ascending, and keeps its type.
 * `key` tells the value apart within the data view.
 */
export async function listNumberItems(
  c: Compilation,
  value: NumberValue,
  key: string,
): Promise<TextValue> {
  const bounds = await discoverNumbers(c, key, value.ref)
  const domain = numbersDomain(bounds)
  const table = c.plan.table(bounds)
  const ref = c.plan.add({ op: 'number-codes', input: value.ref, bounds: table, match: 'exact' })
  const { isList, list } = value
  return { kind: 'text', ref, domain, isList, ...(list === undefined ? {} : { list }) }
}

/** Codes that are numbers themselves (depths), 1 up to the largest that occurs. */
export async function listCountedItems(
  c: Compilation,
  ref: NodeRef,
  key: string,
): Promise<TextValue> {
  const found = await discoverNumbers(c, key, ref)
  const largest = found.at(-1) ?? 0
  const domain = c.source.memo(`counted items ${largest}`, () => ({
    id: `counted items ${largest}`,
    size: largest + 1,
    itemType: 'number' as const,
    item: (code: number) => code || null,
    codeOf: (item: unknown) => {
      if (item === null) return 0
      const isOne = typeof item === 'number' && Number.isInteger(item)
      return isOne && item > 0 && item <= largest ? item : undefined
    },
  }))
  return { kind: 'text', ref, domain, isList: false }
}

const domains = new WeakMap<Float64Array, Domain>()
let count = 0

/** The numbers of one discovery are one array, so that it can stand for their domain. */
function numbersDomain(bounds: Float64Array): Domain {
  const known =
    domains.get(bounds) ?? listDomain(`numbers ${++count}`, Array.from(bounds), 'number')
  domains.set(bounds, known)
  return known
}
