import type { Compilation } from '../compilation/compilation.ts'
import { type Domain, listDomain, type NumberValue, type TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'

/** Numbers in labelled buckets, one more than there are borders (§3.7). */
export function compileBuckets(
  c: Compilation,
  value: NumberValue,
  at: readonly number[],
  labels: readonly string[] = nameBuckets(at),
): TextValue {
  const key = `buckets ${JSON.stringify([at, labels])}`
  const { bounds, domain } = c.source.memo(key, () => ({
    bounds: Float64Array.from(at),
    domain: bucketDomain(key, labels),
  }))
  const table = c.plan.table(bounds)
  const ref = c.plan.add({ op: 'number-codes', input: value.ref, bounds: table, match: 'bucket' })
  const { isList, list } = value
  return { kind: 'text', ref, domain, isList, ...(list === undefined ? {} : { list }) }
}

/** Texts that spell numbers, in the same buckets; other texts are no value. */
export function compileTextBuckets(
  c: Compilation,
  value: TextValue,
  at: readonly number[],
): TextValue {
  const key = `${value.domain.id} > buckets ${at}`
  const { table, domain } = c.source.memo(key, () => ({
    table: Uint32Array.from({ length: value.domain.size }, (_, code) =>
      bucketCode(value.domain.item(code), at),
    ),
    domain: bucketDomain(key, nameBuckets(at)),
  }))
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref, domain }
}

/** 1 for what is below the first border; 0 for what is no number. */
function bucketCode(item: Item, at: readonly number[]): number {
  const text = String(item ?? '').trim()
  const number = text === '' ? Number.NaN : Number(text)
  return Number.isNaN(number) ? 0 : 1 + at.filter((border) => border <= number).length
}

/** Buckets stand in the order of their borders. */
const bucketDomain = (id: string, labels: readonly string[]): Domain => ({
  ...listDomain(id, labels, 'text'),
  isOrdered: true,
})

/** `less than 5`, `5 to 10` for [5, 10), `10 or more`. */
export function nameBuckets(at: readonly number[]): readonly string[] {
  const middle = at.slice(1).map((border, index) => `${at[index]} to ${border}`)
  return [`less than ${at[0]}`, ...middle, `${at.at(-1)} or more`]
}
