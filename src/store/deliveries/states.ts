import { type Kysely, sql, type Transaction } from 'kysely'
import { isFreeFor } from '../claims.ts'
import type { Tables } from '../tables.ts'

/** Who delivers to a destination: one server at a time. */
export interface Claim {
  readonly destination: string
  readonly owner: string
  /** ISO 8601 in UTC: from then on anybody may have it. */
  readonly until: string
}

/** Another server delivers to the destination: what was found out here is not written. */
export class ClaimLost extends Error {}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Whether the destination is the owner's: nobody else's, or nobody else's any more. */
export async function claimDestination(
  db: Kysely<Tables>,
  { destination, owner, until }: Claim,
  now: number,
): Promise<boolean> {
  await db
    .insertInto('destination_states')
    .values({ destination, document: '{}', owner: '', owned_until: at(0) })
    .onConflict((conflict) => conflict.column('destination').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('destination_states')
    .set({ owner, owned_until: until })
    .where('destination', '=', destination)
    .where(isFreeFor(owner, now))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Within a transaction: it is written only while the owner has the destination, for a while longer. @throws ClaimLost */
export async function keepClaim(
  transaction: Transaction<Tables>,
  { destination, owner, until }: Claim,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('destination_states')
    .set({ owned_until: until })
    .where('destination', '=', destination)
    .where('owner', '=', owner)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ClaimLost()
}

/** Whoever wants it may have it. */
export async function releaseDestination(
  db: Kysely<Tables>,
  { destination, owner }: Pick<Claim, 'destination' | 'owner'>,
): Promise<void> {
  await db
    .updateTable('destination_states')
    .set({ owned_until: at(0), owner: '' })
    .where('destination', '=', destination)
    .where('owner', '=', owner)
    .execute()
}

/** What was kept last, as JSON. */
export async function readState(db: Kysely<Tables>, destination: string): Promise<string> {
  const row = await db
    .selectFrom('destination_states')
    .select('document')
    .where('destination', '=', destination)
    .executeTakeFirst()
  return row?.document ?? '{}'
}

/** Changes what is kept, one change after the other. */
export async function changeState(
  db: Kysely<Tables>,
  destination: string,
  change: (document: string) => string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('destination_states')
      .values({ destination, document: '{}', owner: '', owned_until: at(0) })
      .onConflict((conflict) =>
        conflict.column('destination').doUpdateSet({ document: sql`destination_states.document` }),
      )
      .execute()
    const document = change(await readState(transaction, destination))
    await transaction
      .updateTable('destination_states')
      .set({ document })
      .where('destination', '=', destination)
      .execute()
  })
}
