import type { Graphs } from '../linking/index.ts'
import { createSets } from '../linking/sets.ts'
import type { ReadEvents } from './events.ts'

/** What is not as it is with others; identities and namespaces as indexes. */
export interface Owned {
  /** Identities that are with no person but over a device, where others of their namespace are. */
  readonly dangling: readonly number[]
  readonly missing: readonly Missing[]
}

/** A person without an id of a unique namespace. */
interface Missing {
  readonly person: number
  readonly namespace: number
  /** One of the namespace in the person's graph that is with it over a device only. */
  readonly stranger: number | undefined
}

/** A person is an id of the first namespace; what links lead to it without any device is its own. */
export function findOwned(read: ReadEvents, graphs: Graphs): Owned {
  const { namespaces } = read.ledger.rules
  const { namespaceOf } = read.ledger
  const isDevice = devicesOf(namespaces)
  const groups = groupWithoutDevices(read, graphs, isDevice)
  const indexes = [...namespaceOf.keys()].filter((index) => !read.isBlocked(index))
  const persons = indexes.filter((index) => namespaceOf[index] === 0)
  const owning = new Set(persons.map((index) => groups[index]!))
  const own = new Map<number, Set<number>>()
  for (const index of indexes) {
    const group = groups[index]!
    if (owning.has(group)) own.set(group, (own.get(group) ?? new Set()).add(namespaceOf[index]!))
  }
  const isKnown = (namespace: number) => [...own.values()].some((found) => found.has(namespace))
  const dangling = indexes.filter((index) => {
    const namespace = namespaceOf[index]!
    return !isDevice[namespace] && !owning.has(groups[index]!) && isKnown(namespace)
  })
  const missing = persons.flatMap((person) =>
    namespaces.flatMap(({ unique }, namespace): Missing[] => {
      if (!unique || namespace === 0 || own.get(groups[person]!)!.has(namespace)) return []
      const stranger = indexes.find(
        (index) => namespaceOf[index] === namespace && graphs.graph[index] === graphs.graph[person],
      )
      const others = persons.filter((other) => groups[other] !== groups[person])
      const isRule =
        others.length > 0 && others.every((other) => own.get(groups[other]!)!.has(namespace))
      return stranger !== undefined || isRule ? [{ person, namespace, stranger }] : []
    }),
  )
  return { dangling, missing }
}

/** Where a space says of no namespace that it names devices, the last one does, if it may be shared. */
function devicesOf(namespaces: ReadEvents['ledger']['rules']['namespaces']): readonly boolean[] {
  if (namespaces.some(({ device }) => device)) return namespaces.map(({ device }) => device)
  return namespaces.map(
    ({ unique }, index) => index > 0 && index === namespaces.length - 1 && !unique,
  )
}

/** Per identity the lowest one that standing links between identities of no device lead to. */
function groupWithoutDevices(
  { ledger: { links, hand, namespaceOf } }: ReadEvents,
  { graph, lost, quarantined }: Graphs,
  isDevice: readonly boolean[],
): Uint32Array {
  const count = namespaceOf.length
  const sets = createSets(count)
  const fallen = new Set(lost.map(({ a, b }) => a * count + b))
  const held = new Set(quarantined.map(({ index }) => index))
  const join = (i: number, j: number) => {
    const isStanding = graph[i] === graph[j] && !fallen.has(Math.min(i, j) * count + Math.max(i, j))
    if (isStanding && !isDevice[namespaceOf[i]!] && !isDevice[namespaceOf[j]!]) sets.join(i, j)
  }
  for (const [i, j] of hand.together) join(i, j)
  for (const [link, i] of links.a.entries()) {
    const j = links.b[link]!
    if (!held.has(i) && !held.has(j)) join(i, j)
  }
  return sets.roots()
}
