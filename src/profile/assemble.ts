import { type Facts, keyOf } from './facts.ts'
import type { Ground } from './ground.ts'
import { mergeAttributes } from './merge-attributes.ts'
import type { ProfileDocument } from './profile.ts'
import { isoTime } from './read-events.ts'

/**
 * What is known of a person, given which identities are theirs (`keyOf` each); null where they are nobody: they have no
 * events, and whom the rows are about is known by other names.
 */
export function assemble(
  { connection }: Pick<Ground, 'connection'>,
  { seen, events, rows }: Facts,
  owned: ReadonlySet<string>,
): ProfileDocument | null {
  const own = rows.filter(({ by }) => by === null || owned.has(keyOf(by)))
  if (seen === null && own.length === 0) return null
  const candidates = own.flatMap(({ row }) => row.candidates)
  return {
    attributes: mergeAttributes(candidates, connection.profile?.attributes),
    eventCount: seen?.events ?? 0,
    firstSeen: seen && isoTime(seen.first),
    lastSeen: seen && isoTime(seen.last),
    events,
  }
}
