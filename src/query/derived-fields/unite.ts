import type { NodeRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { type Domain, listDomain, type TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'

export type United = { readonly input: NodeRef } | { readonly constant: number }

/** Values of several domains and constants as codes of one domain that has the items of all. */
export function uniteDomains(
  c: Compilation,
  outcomes: readonly (TextValue | { readonly constant: Item })[],
): { readonly domain: Domain; readonly outcomes: readonly United[] } {
  const name = (outcome: (typeof outcomes)[number]) =>
    'constant' in outcome ? { constant: outcome.constant } : outcome.domain.id
  const key = `unite ${JSON.stringify(outcomes.map(name))}`
  const { domain, tables } = c.source.memo(key, () => uniteAll(key, outcomes))
  return {
    domain,
    outcomes: outcomes.map((outcome, index) => {
      const table = tables[index]!
      if ('constant' in outcome) return { constant: table[0]! }
      const input = c.plan.add({ op: 'map', input: outcome.ref, table: c.plan.table(table) })
      return { input }
    }),
  }
}

function uniteAll(id: string, outcomes: readonly (TextValue | { readonly constant: Item })[]) {
  const codes = new Map<Item, number>()
  const codeOf = (item: Item): number => {
    if (item === null) return 0
    const known = codes.get(item) ?? codes.size + 1
    codes.set(item, known)
    return known
  }
  const tables = outcomes.map((outcome) => {
    if ('constant' in outcome) return Uint32Array.of(codeOf(outcome.constant))
    const table = new Uint32Array(outcome.domain.size)
    for (let code = 1; code < table.length; code++) table[code] = codeOf(outcome.domain.item(code))
    return table
  })
  return { domain: listDomain(id, [...codes.keys()]), tables }
}
