import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import {
  appendEntries,
  draftEntry,
  dropEntriesOf,
  hashIdentity,
  type Identity,
  listForgotten,
  printIdentity,
  readLedger,
} from '../ledger/index.ts'
import { dropChangesOf } from './changes.ts'
import { selectIdentities } from './hand.ts'
import { type SpaceState, spaceTable, takeSpaceTurn } from './state.ts'

/**
 * Condition that the identity `_id`, a tuple, was erased: it links nothing any more, whatever rows say. What is
 * kept of it is a hash.
 */
export async function isForgotten(lake: LakeClient, space: string): Promise<Sql> {
  const hashes = listForgotten(await readLedger(lake, space))
  if (hashes.length === 0) return sql`0`
  return sql`lower(hex(SHA256(concat(${value(space, 'String')}, '\0', tupleElement(_id, 1), '\0', tupleElement(_id, 2)))))
    IN ${value(hashes, 'Array(String)')}`
}

/**
 * Erases identities: no table has their texts once the space was refreshed, which builds it anew, and what rows
 * say of them links nothing. Cannot be undone; can be repeated.
 */
export function forgetIdentities(
  lake: LakeClient,
  space: string,
  identities: readonly Identity[],
  author: string,
): Promise<void> {
  return takeSpaceTurn(lake, space, async () => {
    const entries = await readLedger(lake, space)
    const last = entries.at(-1)?.entry ?? 0
    const known = new Set(listForgotten(entries))
    const hashes = identities.map((identity) => hashIdentity(space, identity))
    const added = hashes.filter((hash) => !known.has(hash))
    const said = { change: `c${last + 1}`, at: Date.now(), author, note: '' }
    const drafts = added.map((hash, index) => ({
      ...draftEntry('forget', { a: ['', hash] }),
      ...said,
      entry: last + 1 + index,
    }))
    if (drafts.length > 0) await appendEntries(lake, space, drafts)
    for (const identity of identities) {
      await dropEntriesOf(lake, space, identity)
      await dropChangesOf(lake, space, printIdentity(identity))
    }
  })
}

/** Those of the identities of which a space knows something. */
export async function listKnown(
  lake: LakeClient,
  state: SpaceState,
  identities: readonly Identity[],
): Promise<readonly Identity[]> {
  const rows = await lake.query<{ namespace: string; id: string }>(sql`
    SELECT namespace, id FROM ${spaceTable(state, 'ids')}
    WHERE (namespace, id) IN (${selectIdentities(identities)})`)
  const said = (await readLedger(lake, state.space)).flatMap(({ a, b }) => [a, b])
  const known = new Set([
    ...rows.map(({ namespace, id }) => printIdentity([namespace, id])),
    ...said.map(printIdentity),
  ])
  return identities.filter((identity) => known.has(printIdentity(identity)))
}
