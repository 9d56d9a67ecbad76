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
import { takeSpaceTurn } from './state.ts'

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
 * say of them links nothing. Cannot be undone.
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
    const said = { change: `c${last + 1}`, at: Date.now(), author, note: '' }
    await appendEntries(
      lake,
      space,
      identities.map((identity, index) => ({
        ...draftEntry('forget', { a: ['', hashIdentity(space, identity)] }),
        ...said,
        entry: last + 1 + index,
      })),
    )
    for (const identity of identities) {
      await dropEntriesOf(lake, space, identity)
      await dropChangesOf(lake, space, printIdentity(identity))
    }
  })
}
