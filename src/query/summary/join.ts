import type { Compilation } from '../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../components/dimension.ts'
import { findWholePeriod } from '../compilation/period.ts'
import { type Domain, listDomain } from '../compilation/value.ts'
import { isKnownToRows, openSummary } from './open.ts'

/**
 * A row dimension whose domain also has the items that only occur in summary data: codes of events
 * stay as they are. Time dimensions have the same items on both sides.
 */
export async function joinSummaryItems(
  c: Compilation,
  dimension: CompiledDimension,
): Promise<CompiledDimension> {
  if (dimension.value.domain.isOrdered) return dimension
  let joined = dimension
  for (const summary of c.schema.summaries ?? []) {
    const rows = await openSummary(c, summary)
    if (!isKnownToRows(rows, dimension.id)) continue
    const { value } = await compileDimension(rows, dimension.id, findWholePeriod(rows))
    joined = withItemsOf(c, joined, value.domain, summary.dataset)
  }
  return joined
}

function withItemsOf(
  c: Compilation,
  dimension: CompiledDimension,
  other: Domain,
  dataset: string,
): CompiledDimension {
  const { value, instances } = dimension
  const id = `${value.domain.id} + ${dataset} ${other.id}`
  const domain = c.source.memo(`joined ${id}`, () => union(value.domain, other, id))
  return { ...dimension, value: { ...value, domain }, instances: { ...instances, domain } }
}

function union(first: Domain, second: Domain, id: string): Domain {
  const items = Array.from({ length: second.size - 1 }, (_, index) => second.item(index + 1))
  const added = items.filter((item) => first.codeOf(item) === undefined)
  if (added.length === 0) return first
  const rest = listDomain(id, added)
  const shift = first.size - 1
  return {
    id,
    size: first.size + added.length,
    item: (code) => (code < first.size ? first.item(code) : rest.item(code - shift)),
    codeOf(item) {
      const known = first.codeOf(item)
      if (known !== undefined) return known
      const code = rest.codeOf(item)
      return code === undefined ? undefined : code + shift
    },
  }
}

/** The codes of one domain in another, -1 where it lacks the item. */
export function translateCodes(from: Domain, to: Domain): Int32Array {
  const isSame = from.id === to.id
  return Int32Array.from({ length: from.size }, (_, code) =>
    isSame ? code : (to.codeOf(from.item(code)) ?? -1),
  )
}
