import type { Compilation } from '../compilation/compilation.ts'
import { listDomain, type NumberValue, type TextValue } from '../compilation/value.ts'

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
    domain: listDomain(key, labels),
  }))
  const table = c.plan.table(bounds)
  const ref = c.plan.add({ op: 'number-codes', input: value.ref, bounds: table, match: 'bucket' })
  const { isList, list } = value
  return { kind: 'text', ref, domain, isList, ...(list === undefined ? {} : { list }) }
}

/** `less than 5`, `5 to 10` for [5, 10), `10 or more`. */
export function nameBuckets(at: readonly number[]): readonly string[] {
  const middle = at.slice(1).map((border, index) => `${at[index]} to ${border}`)
  return [`less than ${at[0]}`, ...middle, `${at.at(-1)} or more`]
}
