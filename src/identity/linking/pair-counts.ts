import type { Pair } from './graphs.ts'
import type { PairRule } from './rules.ts'
import type { World } from './world.ts'

/** How many links each identity has that a rule of pairs counts. */
export interface PairCounts {
  readonly add: (link: number) => void
  readonly remove: (link: number) => void
  /** The identity that has as many as it may, among those that would get one more. */
  readonly findFull: (link: number) => PairKey | undefined
  /** Whether all of these at once would be too many for an identity. */
  readonly isTooMany: (links: readonly number[]) => boolean
  /** Whether the rule counts this link of the identity. */
  readonly isCounted: (key: PairKey, link: number) => boolean
}

/** The links of one identity that one rule counts. */
interface PairKey {
  readonly identity: number
  readonly rule: PairRule
}

export function createPairCounts({ rules, namespaceOf, links }: World): PairCounts {
  const counts = rules.pairs.map(() => new Map<number, number>())

  function* keysOf(link: number): Generator<PairKey & { readonly place: number }> {
    for (const [place, rule] of rules.pairs.entries()) {
      const identity = findFrom(rule, links[link]!)
      if (identity !== undefined) yield { place, rule, identity }
    }
  }

  function findFrom({ from, to }: PairRule, [x, y]: Pair): number | undefined {
    if (namespaceOf[x] === from && namespaceOf[y] === to) return x
    return namespaceOf[y] === from && namespaceOf[x] === to ? y : undefined
  }

  function change(link: number, by: number): void {
    for (const { place, identity } of keysOf(link)) {
      counts[place]!.set(identity, (counts[place]!.get(identity) ?? 0) + by)
    }
  }

  function findFull(link: number): PairKey | undefined {
    for (const key of keysOf(link)) {
      if ((counts[key.place]!.get(key.identity) ?? 0) >= key.rule.max) return key
    }
    return undefined
  }

  /** Counts them all, one after the other, and takes them back. */
  function isTooMany(candidates: readonly number[]): boolean {
    if (rules.pairs.length === 0) return false
    const added: number[] = []
    const full = candidates.some((link) => {
      if (findFull(link)) return true
      change(link, 1)
      added.push(link)
      return false
    })
    for (const link of added) change(link, -1)
    return full
  }

  return {
    add: (link) => change(link, 1),
    remove: (link) => change(link, -1),
    findFull,
    isTooMany,
    isCounted: ({ rule, identity }, link) => findFrom(rule, links[link]!) === identity,
  }
}
