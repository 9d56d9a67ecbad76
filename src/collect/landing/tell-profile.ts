import type { CollectedEvent } from '../event.ts'
import { setAll } from '../profile/change.ts'
import type { TimedChanges } from '../profile/profile.ts'
import type { CollectedRow } from '../row.ts'

/** What an event says of a person or of a group, beside its row. */
export interface ToldOfProfile extends TimedChanges {
  readonly of: 'person' | 'group'
  readonly key: ProfileKey
  /** Another id of the same person, whose attributes are theirs from now on. */
  readonly was?: ProfileKey | undefined
}

/** An id in its namespace. */
export interface ProfileKey {
  readonly namespace: 'user' | 'anonymous' | 'group'
  readonly id: string
}

/**
 * What an event that landed says of attributes. Whoever is known by a user id has theirs there, and what was
 * told of the anonymous id before goes to them; an id that is a user's own is never taken over. Who refuses is
 * nobody.
 */
export function tellProfile(event: CollectedEvent, row: CollectedRow): ToldOfProfile | undefined {
  const changes = event.changes ?? (isAbout(event) ? setAll(event.traits) : [])
  const when = { id: row.message_id, at: Date.parse(row.timestamp), changes }
  if (event.type === 'group') {
    if (row.group_id === undefined || changes.length === 0) return undefined
    return { of: 'group', key: { namespace: 'group', id: row.group_id }, ...when }
  }
  const { user_id: user, anonymous_id: anonymous } = row
  const known = user === undefined ? undefined : ({ namespace: 'user', id: user } as const)
  const before =
    anonymous === undefined ? undefined : ({ namespace: 'anonymous', id: anonymous } as const)
  const key = known ?? before
  if (key === undefined) return undefined
  const links = known !== undefined && before !== undefined && namesPeople(event)
  if (changes.length === 0 && !links) return undefined
  return { of: 'person', key, was: links ? before : undefined, ...when }
}

const isAbout = ({ type }: CollectedEvent): boolean => type === 'identify' || type === 'group'

const namesPeople = ({ type }: CollectedEvent): boolean => type === 'identify' || type === 'alias'
