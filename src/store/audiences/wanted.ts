import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** Persons whom a destination should have, behind one, in the order of bytes. */
export async function listWanted(
  db: Kysely<Tables>,
  { audience, destination }: { readonly audience: string; readonly destination: string },
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('person')
    .where('destination', '=', destination)
    .where('audience', '=', audience)
    .where('person', '>', after)
    .where('wanted', '=', 'in')
    .orderBy('person')
    .limit(limit)
    .execute()
  return rows.map(({ person }) => person)
}
