import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { expect, it } from 'vitest'
import { isPostgresThere, makeDatabase } from '../../test/support/databases.ts'
import { createPostgresDialect } from './postgres.ts'

const hasPostgres = await isPostgresThere()

it.skipIf(!hasPostgres)('goes on when the server has ended its idle connections', async () => {
  const database = await makeDatabase('idle')
  const db = new Kysely({ dialect: createPostgresDialect(database.url) })
  const one = async () => (await sql<{ n: number }>`SELECT 1 AS n`.execute(db)).rows
  expect(await one()).toEqual([{ n: 1 }])

  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  const { rows } = await other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  expect(rows).toHaveLength(1)
  await other.end()

  await expect.poll(() => one().catch(() => [])).toEqual([{ n: 1 }])
  await db.destroy()
  await database.drop()
})
