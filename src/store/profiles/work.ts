import { type Kysely, type RawBuilder, sql } from 'kysely'
import { selectRows, writeRows } from '../select-rows.ts'
import { isAmong } from './among.ts'
import type { ProfileWorkRow, Tables } from '../tables.ts'

/** Somebody whose profile is to be worked out; see `ProfileWorkRow`. */
export type Work = Omit<ProfileWorkRow, 'connection'>

/** Adds persons; those who are there already get another turn, at the earlier place. */
export async function addWork(
  transaction: Kysely<Tables>,
  connection: string,
  persons: readonly Pick<Work, 'person' | 'place'>[],
): Promise<void> {
  const places = new Map<string, number>()
  for (const { person, place } of persons) {
    places.set(person, Math.min(place, places.get(person) ?? place))
  }
  const rows = [...places].map(([person, place]) => [connection, person, place] as const)
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO profile_work (connection, person, place, turn)
    SELECT added.*, 1 FROM (${some}) AS added
    WHERE true
    ON CONFLICT (connection, person) DO UPDATE SET
      turn = profile_work.turn + 1,
      place = CASE WHEN excluded.place < profile_work.place THEN excluded.place ELSE profile_work.place END`
  await writeRows(transaction, ['text', 'text', 'integer'], rows, write)
}

/** The first ones by place. */
export const takeWork = (
  db: Kysely<Tables>,
  connection: string,
  limit: number,
): Promise<readonly Work[]> =>
  db
    .selectFrom('profile_work')
    .select(['person', 'place', 'turn'])
    .where('connection', '=', connection)
    .orderBy('place')
    .orderBy('person')
    .limit(limit)
    .execute()

/** Takes those off that nobody has added again since. */
export async function finishWork(
  transaction: Kysely<Tables>,
  connection: string,
  done: readonly Work[],
): Promise<void> {
  if (done.length === 0) return
  const rows = done.map(({ person, turn }) => [person, turn] as const)
  await sql`
    DELETE FROM profile_work WHERE connection = ${connection} AND ${isAmong(
      transaction,
      'person',
      done.map(({ person }) => person),
    )}
      AND (person, turn) IN (${selectRows(transaction, ['text', 'integer'], rows)})`.execute(
    transaction,
  )
}

export async function removeWork(
  transaction: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<void> {
  await sql`
    DELETE FROM profile_work WHERE connection = ${connection}
      AND ${isAmong(transaction, 'person', persons)}`.execute(transaction)
}
