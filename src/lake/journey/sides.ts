import type { Input } from './inputs.ts'
import type { SideDataset } from './journey.ts'

/** The profile and lookup datasets among a connection's inputs; their lists are not offered. */
export function sidesOf(inputs: readonly Input[]): readonly SideDataset[] {
  const events = inputs.filter(({ role }) => role === 'event').map(({ dataset }) => dataset)
  return inputs.flatMap(({ dataset, role, key, keyType, matches, leaves, batches }) => {
    if (role === 'event') return []
    const fields = leaves
      .filter(({ lists, path }) => lists.length === 0 && path !== key)
      .map(({ path, type }) => ({ path, type }))
    const own = [...new Set(matches.map((match) => withoutEventDataset(match, events)))]
    return [{ dataset, type: role, key, keyType, matches: own, fields, batches }]
  })
}

/** Event fields are merged by path, so `web.products.sku` is the field `products.sku`. */
function withoutEventDataset(match: string, events: readonly string[]): string {
  const dataset = events.find((id) => match.startsWith(`${id}.`))
  return dataset === undefined ? match : match.slice(dataset.length + 1)
}
