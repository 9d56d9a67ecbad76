import { listUndone, printIdentity } from './effective.ts'
import type { Entry } from './ledger.ts'

/** A change by hand: entries that were made together. */
export interface Edit {
  readonly change: string
  /** Of its first entry: a split says first what is never together. */
  readonly kind: Entry['kind']
  /** The pairs, or single identities, that it names; the first of them. */
  readonly about: readonly (readonly string[])[]
  /** How many there are of these. */
  readonly count: number
  /** The change that it takes back. */
  readonly target: string | null
  readonly isUndone: boolean
  /** UTC ms. */
  readonly at: number
  readonly author: string
  readonly note: string
}

const MOST_ABOUT = 20

/** The latest changes of a ledger, the latest first. */
export function listEdits(entries: readonly Entry[], limit: number): readonly Edit[] {
  const undone = listUndone(entries)
  return groupByChange(entries)
    .slice(-limit)
    .toReversed()
    .map((made) => {
      const { change, kind, target, at, author, note } = made[0]!
      const named = made.map(nameOf).filter((ids) => ids.length > 0)
      const about = named.slice(0, MOST_ABOUT)
      const isUndone = undone.has(change)
      const undoes = target === '' ? null : target
      return {
        change,
        kind,
        about,
        count: named.length,
        target: undoes,
        isUndone,
        at,
        author,
        note,
      }
    })
}

/** The entries of each change, in the order of the changes. */
function groupByChange(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const changes = new Map<string, Entry[]>()
  for (const entry of entries) {
    const made = changes.get(entry.change)
    if (made === undefined) changes.set(entry.change, [entry])
    else made.push(entry)
  }
  return [...changes.values()]
}

/** What was forgotten is named no more: only its hash is kept. */
const nameOf = ({ kind, a, b }: Entry): readonly string[] =>
  kind === 'forget' ? [] : [a, b].filter(([namespace]) => namespace !== '').map(printIdentity)
