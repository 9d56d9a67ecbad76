import { checkBudget } from '../../model/budgets/index.ts'
import type { Path } from '../../model/path.ts'
import type { SimulationEvent, SimulationSettings } from '../../model/identity-simulation.ts'
import type { Ledger, LinkColumns, Pair, Rules, Sightings } from '../linking/index.ts'
import { unknownNamespace } from './settings.ts'

/** Events as a ledger, whose rows are the places of the events. */
export interface ReadEvents {
  readonly ledger: Ledger
  /** The texts of the identities, by index. */
  readonly texts: readonly string[]
  readonly isBlocked: (index: number) => boolean
  /** The identities of each event, each once. */
  readonly events: readonly (readonly number[])[]
}

/** Errors: request/invalid for a namespace that the rules have not, request/too-large. */
export function readEvents(
  rules: Rules,
  { together, never }: Pick<SimulationSettings, 'together' | 'never'>,
  given: readonly SimulationEvent[],
): ReadEvents {
  const identities = createIdentities(rules)
  const events = given.map((event, place) => {
    const [ids, path] = Array.isArray(event) ? [event, []] : [event.ids, ['ids']]
    const indexes = ids.map((id, i) => identities.indexOf(id, ['events', place, ...path, i]))
    return [...new Set(indexes)]
  })
  const readPairs = (setting: string, pairs: typeof together): readonly Pair[] =>
    pairs.map((pair, place): Pair => {
      const [i, j] = pair.map((id, end) =>
        identities.indexOf(id, ['settings', setting, place, end]),
      )
      return [i!, j!]
    })
  const hand = {
    together: readPairs('together', together).filter((pair) => !pair.some(identities.isBlocked)),
    never: readPairs('never', never),
  }
  const rows = events.map((ids) => ids.filter((index) => !identities.isBlocked(index)))
  const sightings = sightPairs(rows, timesOf(given))
  const { texts, namespaceOf, isBlocked } = identities
  const ledger = {
    rules,
    namespaceOf: Uint8Array.from(namespaceOf),
    links: linksOf(sightings, texts.length),
    hand,
    released: new Set<number>(),
    compare: (i: number, j: number) => (texts[i]! < texts[j]! ? -1 : 1),
    readSightings: async () => sightings,
  }
  return { ledger, texts, isBlocked, events }
}

function createIdentities(rules: Rules) {
  const indexes = new Map<string, number>()
  const texts: string[] = []
  const namespaceOf: number[] = []
  const blocked: boolean[] = []

  function indexOf(text: string, path: Path): number {
    const known = indexes.get(text)
    if (known !== undefined) return known
    const colon = text.indexOf(':')
    const name = text.slice(0, colon)
    const namespace = rules.indexOf(name)
    if (namespace === undefined) {
      const names = rules.namespaces.map(({ id }) => id)
      throw unknownNamespace(name, names, path)
    }
    indexes.set(text, texts.length)
    namespaceOf.push(namespace)
    blocked.push(rules.isBlocked(name, text.slice(colon + 1)))
    return texts.push(text) - 1
  }

  return { texts, namespaceOf, indexOf, isBlocked: (index: number) => blocked[index]! }
}

const MINUTE = 60_000

/** In UTC milliseconds; an event without a time happens a minute after the one before. */
function timesOf(events: readonly SimulationEvent[]): readonly number[] {
  let before = -MINUTE
  return events.map((event) => {
    const given = Array.isArray(event) ? undefined : event.time
    before = typeof given === 'string' ? Date.parse(given) : (given ?? before + MINUTE)
    return before
  })
}

function sightPairs(rows: readonly (readonly number[])[], times: readonly number[]): Sightings {
  const count = rows.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  checkBudget('simulated-links', count, ['events'])
  const row = new Float64Array(count)
  const time = new Float64Array(count)
  const a = new Uint32Array(count)
  const b = new Uint32Array(count)
  let place = 0
  for (const [number, ids] of rows.entries()) {
    for (const [i, one] of ids.entries()) {
      for (const other of ids.slice(i + 1)) {
        row[place] = number
        time[place] = times[number]!
        a[place] = Math.min(one, other)
        b[place] = Math.max(one, other)
        place++
      }
    }
  }
  return { row, time, a, b }
}

function linksOf({ time, a, b }: Sightings, count: number): LinkColumns {
  const seen = new Map<number, { first: number; last: number }>()
  for (let i = 0; i < a.length; i++) {
    const key = a[i]! * count + b[i]!
    const { first, last } = seen.get(key) ?? { first: Infinity, last: -Infinity }
    seen.set(key, { first: Math.min(first, time[i]!), last: Math.max(last, time[i]!) })
  }
  const keys = [...seen.keys()]
  const times = [...seen.values()]
  return {
    a: Uint32Array.from(keys, (key) => Math.floor(key / count)),
    b: Uint32Array.from(keys, (key) => key % count),
    first: Float64Array.from(times, ({ first }) => first),
    last: Float64Array.from(times, ({ last }) => last),
  }
}
