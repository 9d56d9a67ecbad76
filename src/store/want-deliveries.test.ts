import { Kysely, Migrator } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrations } from './migrations/index.ts'
import { createSqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'
import { wantDeliveries } from './want-deliveries.ts'

let db: Kysely<Tables>
beforeAll(async () => {
  db = new Kysely<Tables>({ dialect: await createSqliteDialect(':memory:') })
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
})
afterAll(() => db.destroy())

it('notes what is wanted last', async () => {
  const of = { destination: 'hook', audience: 'vip', run: 'r1' }
  const at = '2026-01-01T00:00:00.000Z'
  await wantDeliveries(db, of, [
    { person: 'ann', wanted: 'in', epoch: 1, at },
    { person: 'bob ☃ "x"', wanted: 'in', epoch: 1, at },
  ])
  await wantDeliveries(db, { ...of, run: 'r2' }, [{ person: 'ann', wanted: 'out', epoch: 2, at }])
  const rows = await db.selectFrom('deliveries').selectAll().orderBy('person').execute()
  expect(
    rows.map(({ person, wanted, epoch, run, state }) => [person, wanted, epoch, run, state]),
  ).toEqual([
    ['ann', 'out', 2, 'r2', 'waiting'],
    ['bob ☃ "x"', 'in', 1, 'r1', 'waiting'],
  ])
})
