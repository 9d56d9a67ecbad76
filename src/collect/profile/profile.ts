import type { Json } from '../call.ts'
import type { AttributeChange } from './change.ts'
import { type History, mergeHistories, setAt, stepAt, untold, valueOf } from './history.ts'

/** All that is known of a person or group, as JSON keeps it. */
export interface Profile {
  /** Rises with every change of a value. */
  readonly revision: number
  /** Ids of the latest changes: what comes again changes nothing. */
  readonly known: readonly string[]
  /** Nothing that happened before counts: all was taken away. */
  readonly clearedAt: number | null
  readonly attributes: readonly (readonly [name: string, history: History])[]
}

/** One event's changes. */
export interface TimedChanges {
  /** That of the event. */
  readonly id: string
  /** UTC milliseconds. */
  readonly at: number
  readonly changes: readonly AttributeChange[]
}

export const emptyProfile: Profile = { revision: 0, known: [], clearedAt: null, attributes: [] }

/** Changes that are known again when they come again. */
const MOST_KNOWN = 200

/** Attributes of one person; of more, those that were changed longest ago go. */
export const MOST_ATTRIBUTES = 2000

/** A profile after an event's changes: each attribute goes by the times of its own. The same event counts once. */
export function changeProfile(profile: Profile, { id, at, changes }: TimedChanges): Profile {
  if (profile.known.includes(id)) return profile
  const known = [...profile.known, id].slice(-MOST_KNOWN)
  const cleared = profile.clearedAt
  if (cleared !== null && at < cleared) return { ...profile, known }
  const edit = openEdit(profile)
  let clearedAt = cleared
  for (const change of changes) {
    if (change.kind === 'clear') {
      clearedAt = at
      for (const name of edit.names()) edit.put(name, (history) => setAt(history, at, null))
    } else {
      edit.put(change.name, (history) => changeHistory(history, change, at))
    }
  }
  return { ...edit.done(), known, clearedAt }
}

function changeHistory(
  history: History,
  change: Exclude<AttributeChange, { kind: 'clear' }>,
  at: number,
): History {
  if (change.kind === 'set') return setAt(history, at, change.value)
  if (change.kind === 'unset') return setAt(history, at, null)
  return stepAt(history, { at, kind: change.kind, value: change.value })
}

/** What was known under another id of the same person is theirs. */
export function adoptProfile(profile: Profile, other: Profile): Profile {
  const edit = openEdit(profile)
  for (const [name, history] of other.attributes) {
    edit.put(name, (own) => mergeHistories(own, history))
  }
  return edit.done()
}

/** Attributes on their way; the revision rises where a value is another one. */
function openEdit(profile: Profile) {
  const histories = new Map(profile.attributes)
  let isChanged = false
  return {
    names: () => [...histories.keys()],
    put(name: string, change: (history: History) => History): void {
      const before = histories.get(name) ?? untold
      const after = change(before)
      isChanged ||= JSON.stringify(valueOf(before)) !== JSON.stringify(valueOf(after))
      histories.set(name, after)
    },
    done(): Profile {
      const attributes = keepLatest([...histories])
      const revision = profile.revision + (isChanged ? 1 : 0)
      return { ...profile, attributes, revision }
    },
  }
}

/** The values of those that have one. */
export const attributesOf = ({ attributes }: Profile): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    attributes.flatMap(([name, history]) => {
      const value = valueOf(history)
      return value === undefined ? [] : [[name, value]]
    }),
  )

function keepLatest(attributes: Profile['attributes']): Profile['attributes'] {
  if (attributes.length <= MOST_ATTRIBUTES) return attributes
  const changedAt = ({ base, steps }: History) => steps.at(-1)?.at ?? base.at
  return attributes
    .toSorted(([, a], [, b]) => changedAt(b) - changedAt(a))
    .slice(0, MOST_ATTRIBUTES)
}
