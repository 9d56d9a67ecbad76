import type { Kysely } from 'kysely'
import { ThroughlineError } from '../../model/errors.ts'
import { isFreeFor } from '../claims.ts'
import type { Tables } from '../tables.ts'

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Whether the audience is this owner's for a while: nobody else's, or nobody else's any more. */
export async function claim(
  db: Kysely<Tables>,
  audience: string,
  owner: string,
  milliseconds: number,
): Promise<boolean> {
  const now = Date.now()
  await db
    .insertInto('audience_states')
    .values({ audience, document: '', owner: '', owned_until: at(0) })
    .onConflict((conflict) => conflict.column('audience').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('audience_states')
    .set({ owner, owned_until: at(now + milliseconds) })
    .where('audience', '=', audience)
    .where(isFreeFor(owner, now))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Those of several audiences that are this owner's for a while, with their documents. */
export async function claimAll(
  db: Kysely<Tables>,
  audiences: readonly string[],
  owner: string,
  milliseconds: number,
): Promise<ReadonlyMap<string, string>> {
  const claimed = new Map<string, string>()
  for (const audience of audiences) {
    if (!(await claim(db, audience, owner, milliseconds))) continue
    claimed.set(audience, (await readState(db, audience)) ?? '')
  }
  return claimed
}

export async function release(db: Kysely<Tables>, audience: string, owner: string): Promise<void> {
  await db
    .updateTable('audience_states')
    .set({ owned_until: at(0) })
    .where('audience', '=', audience)
    .where('owner', '=', owner)
    .execute()
}

/** Documents by audience, of those that have one. */
export async function listStates(db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('audience_states').select(['audience', 'document']).execute()
  return new Map(
    rows.flatMap(({ audience, document }) => (document === '' ? [] : [[audience, document]])),
  )
}

export async function readState(db: Kysely<Tables>, audience: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('audience_states')
    .select('document')
    .where('audience', '=', audience)
    .executeTakeFirst()
  return row?.document === '' ? undefined : row?.document
}

/** Errors: audience/busy where another owner has claimed it. */
export async function writeState(
  db: Kysely<Tables>,
  { audience, owner, document }: Owned & { readonly document: string },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('audience_states')
    .set({ document })
    .where('audience', '=', audience)
    .where('owner', '=', owner)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ThroughlineError('audience/busy', { id: audience })
}

/** A document, and the one in whose place it is put if that is there still. */
export interface ReplacedState {
  readonly audience: string
  readonly before: string
  readonly document: string
}

export async function replaceStates(
  db: Kysely<Tables>,
  replaced: readonly ReplacedState[],
): Promise<void> {
  for (const { audience, before, document } of replaced) {
    await db
      .updateTable('audience_states')
      .set({ document })
      .where('audience', '=', audience)
      .where('document', '=', before)
      .execute()
  }
}

/** An audience and who has claimed it. */
export interface Owned {
  readonly audience: string
  readonly owner: string
}
