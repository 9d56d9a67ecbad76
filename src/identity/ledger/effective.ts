import type { Entry, Identity } from './ledger.ts'

/** What the entries of a ledger come to, when those that were undone have never been. */
export interface Said {
  readonly together: readonly Entry[]
  readonly never: readonly Entry[]
  readonly retracted: readonly Entry[]
  /** Identities that the guard does not look at. */
  readonly released: readonly Entry[]
  /** Identities that link nothing. */
  readonly blocked: readonly Entry[]
}

/** Names an identity; no namespace has a colon. */
export const printIdentity = ([namespace, id]: Identity): string => `${namespace}:${id}`

/** Names a pair of identities, in whatever order they come. */
export const pairKey = ({ a, b }: Pick<Entry, 'a' | 'b'>): string =>
  [printIdentity(a), printIdentity(b)].toSorted().join('\n')

/** A change that is undone is as if it had never been, and so is an undo. */
export function listUndone(entries: readonly Entry[]): ReadonlySet<string> {
  const undone = new Set<string>()
  for (const { kind, change, target } of entries.toReversed()) {
    if (kind === 'undo' && !undone.has(change)) undone.add(target)
  }
  return undone
}

export function sayLedger(entries: readonly Entry[]): Said {
  const undone = listUndone(entries)
  const standing = entries.filter(({ change }) => !undone.has(change))
  const together = new Map<string, Entry>()
  const never = new Map<string, Entry>()
  const retracted = new Map<string, Entry>()
  const judged = new Map<string, Entry>()
  for (const entry of standing) {
    const pair = pairKey(entry)
    switch (entry.kind) {
      case 'together':
        together.set(pair, entry)
        break
      case 'never':
        never.set(pair, entry)
        break
      case 'retraction':
        together.delete(pair)
        retracted.set(pair, laterOf(entry, retracted.get(pair)))
        break
      case 'release':
      case 'block':
        judged.set(printIdentity(entry.a), entry)
        break
      case 'undo':
      case 'forget':
        break
      default:
        entry.kind satisfies never
    }
  }
  const all = [...judged.values()]
  return {
    together: [...together.values()],
    never: [...never.values()],
    retracted: [...retracted.values()],
    released: all.filter(({ kind }) => kind === 'release'),
    blocked: all.filter(({ kind }) => kind === 'block'),
  }
}

const laterOf = (entry: Entry, other: Entry | undefined): Entry =>
  other !== undefined && other.time > entry.time ? other : entry
