import type { Ledger, Quarantined } from './graphs.ts'
import { createSets, type Sets } from './sets.ts'

type Guarded = Pick<Ledger, 'rules' | 'namespaceOf' | 'links' | 'hand' | 'released'>

/**
 * The identities that link nothing until a person releases them: without them and all others that have
 * very many neighbours, what they would join is more separate components than `guard.people`; or they
 * met more than `guard.idsPerMinute` neighbours within a minute. Links by hand are not counted. identity §3
 */
export function findQuarantined(ledger: Guarded): readonly Quarantined[] {
  const { people, idsPerMinute } = ledger.rules.guard
  const suspects = findSuspects(ledger, Math.min(people, idsPerMinute))
  if (suspects.size === 0) return []
  const bursts = new Map(
    [...suspects].map(([index, { firsts }]) => [index, countWithinMinute(firsts)]),
  )
  const isLeftOut = (index: number) => {
    const suspect = suspects.get(index)
    return (
      suspect !== undefined &&
      (suspect.neighbours.length > people || bursts.get(index)! > idsPerMinute)
    )
  }
  const sets = joinWithout(ledger, isLeftOut)
  return [...suspects]
    .filter(([index]) => isLeftOut(index))
    .map(([index, { neighbours }]) => ({
      index,
      people: countJoined(sets, index, neighbours),
      neighbours: neighbours.length,
      idsPerMinute: bursts.get(index)!,
    }))
    .filter((found) => found.people > people || found.idsPerMinute > idsPerMinute)
    .sort((x, y) => x.index - y.index)
}

interface Suspect {
  readonly neighbours: number[]
  /** When each was met first. */
  readonly firsts: number[]
}

/** Those with more than so many neighbours. */
function findSuspects(
  { namespaceOf, links, released }: Guarded,
  most: number,
): ReadonlyMap<number, Suspect> {
  const { a, b, first } = links
  const counts = new Uint32Array(namespaceOf.length)
  for (let i = 0; i < a.length; i++) {
    counts[a[i]!]!++
    counts[b[i]!]!++
  }
  const suspects = new Map<number, Suspect>()
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! > most && !released.has(i)) suspects.set(i, { neighbours: [], firsts: [] })
  }
  if (suspects.size === 0) return suspects
  const note = (index: number, neighbour: number, time: number) => {
    if (counts[index]! <= most) return
    suspects.get(index)?.neighbours.push(neighbour)
    suspects.get(index)?.firsts.push(time)
  }
  for (let i = 0; i < a.length; i++) {
    note(a[i]!, b[i]!, first[i]!)
    note(b[i]!, a[i]!, first[i]!)
  }
  return suspects
}

const MINUTE = 60_000

/** The most of the times that lie within one minute. */
function countWithinMinute(times: readonly number[]): number {
  const sorted = Float64Array.from(times).sort()
  let most = 0
  let start = 0
  for (let end = 0; end < sorted.length; end++) {
    while (sorted[end]! - sorted[start]! >= MINUTE) start++
    most = Math.max(most, end - start + 1)
  }
  return most
}

/** What is linked without the links that rows say of some. */
function joinWithout(
  { namespaceOf, links: { a, b }, hand }: Guarded,
  isLeftOut: (index: number) => boolean,
): Sets {
  const sets = createSets(namespaceOf.length)
  for (const [i, j] of hand.together) sets.join(i, j)
  for (let i = 0; i < a.length; i++) {
    if (!isLeftOut(a[i]!) && !isLeftOut(b[i]!)) sets.join(a[i]!, b[i]!)
  }
  return sets
}

/** The components of the neighbours; one that the identity is in by hand is nothing new. */
function countJoined({ find }: Sets, index: number, neighbours: readonly number[]): number {
  const joined = new Set(neighbours.map(find))
  joined.delete(find(index))
  return joined.size
}
