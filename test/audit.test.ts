import { Kysely, sql } from 'kysely'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditPage, AuditProof } from '../src/model/answers/audit.ts'
import { openAudit } from '../src/store/audit.ts'
import { openStore } from '../src/store/index.ts'
import { createPostgresDialect } from '../src/store/postgres.ts'
import { createSqliteDialect } from '../src/store/sqlite.ts'
import type { Tables } from '../src/store/tables.ts'
import { isPostgresThere, makeDatabase } from './support/databases.ts'
import { openShop, type Workspace } from './support/workspace.ts'

let shop: Workspace
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const trail = async (query = '') =>
  (await shop.call('GET', `audit${query}`)).body as unknown as AuditPage
const prove = async () => (await shop.call('GET', 'audit/proof')).body as unknown as AuditProof
const segment = (id: string) => ({
  kind: 'segment',
  id,
  dataView: 'main',
  definition: { container: 'event', where: { dimension: 'page', op: 'exists' } },
})

it('has what was changed, by whom, and no more', async () => {
  const before = (await prove()).entries
  await shop.post('apply', [segment('one'), segment('two')])
  await shop.post('apply', [segment('one')])
  await shop.call('DELETE', 'definitions/segment/two')
  await shop.call('DELETE', 'definitions/segment/three')
  await shop.call('DELETE', 'profiles?namespace=email&id=ann%40x.example&preview=true')
  await shop.call('POST', 'identity/simulate', { events: [] })
  await shop.call('GET', 'definitions/segment')
  const { rows } = await trail()
  expect(rows.slice(0, rows.length - before).toReversed()).toMatchObject([
    {
      action: 'POST /apply',
      outcome: 'done',
      details: { changes: [{ id: 'one', change: 'created' }, { id: 'two' }] },
    },
    { action: 'POST /apply', details: { changes: [] } },
    {
      action: 'DELETE /definitions/{kind}/{id}',
      target: 'segment/two',
      actor: 'owner (reach)',
    },
  ])
})

it('gives pages, and what concerns one thing', async () => {
  const first = await trail('?limit=1')
  const second = await trail(`?limit=1&before=${first.next}`)
  expect(second.rows[0]!.number).toBe(first.rows[0]!.number - 1)
  expect((await trail('?target=segment%2Ftwo')).rows).toHaveLength(1)
})

it('counts on when many write at once', async () => {
  const before = (await prove()).entries
  await Promise.all(Array.from({ length: 20 }, (_, i) => shop.post('apply', segment(`s${i}`))))
  expect(await prove()).toMatchObject({ entries: before + 20, brokenAt: null })
})

it('many entries that come at once are written together: one does not make the others begin again', async () => {
  const path = join(shop.folder, 'audit.sqlite')
  await (await openStore(path, () => 0)).close()
  let statements = 0
  const log = () => void (statements += 1)
  const db = new Kysely<Tables>({ dialect: await createSqliteDialect(path), log })
  const audit = openAudit(db)
  const entry = { at: '2026-01-01T00:00:00.000Z', actor: 'owner', action: 'POST /connections' }
  const entries = Array.from({ length: 200 }, (_, i) => ({
    ...entry,
    target: `c${i}`,
    outcome: 'done',
    details: '{}',
  }))
  await Promise.all(entries.map((each) => audit.append(each)))
  expect(statements).toBeLessThan(entries.length)
  expect(await audit.verify()).toEqual({ entries: entries.length, brokenAt: null })
  const rows = await audit.list(entries.length, undefined, {})
  expect(rows.map(({ target }) => target)).toEqual(entries.map(({ target }) => target).toReversed())
  await db.destroy()
})

const hasPostgres = await isPostgresThere()

it.skipIf(!hasPostgres)('several servers that append at once make one chain', async () => {
  const database = await makeDatabase('audit')
  await (await openStore(database.url, () => 0)).close()
  const open = () => new Kysely<Tables>({ dialect: createPostgresDialect(database.url) })
  const databases = [open(), open()]
  const entry = { at: '2026-01-01T00:00:00.000Z', actor: 'owner', action: 'POST /connections' }
  const append = async (db: Kysely<Tables>) => {
    const audit = openAudit(db)
    const own = { ...entry, target: 'all', outcome: 'done', details: '{}' }
    for (let i = 0; i < 5; i++)
      await Promise.all(Array.from({ length: 10 }, () => audit.append(own)))
  }
  await Promise.all(databases.map(append))
  const proof = await openAudit(databases[0]!).verify()
  expect(proof).toEqual({ entries: 100, brokenAt: null })
  await Promise.all(databases.map((db) => db.destroy()))
  await database.drop()
})

it.each([
  ['changed', "UPDATE audit_entries SET target = 'segment/other' WHERE number = 2", 2],
  ['taken out', 'DELETE FROM audit_entries WHERE number = 2', 2],
])('shows where an entry was %s', async (_, change, number) => {
  expect((await prove()).brokenAt).toBeNull()
  const path = join(shop.folder, 'data', 'store.sqlite')
  const db = new Kysely<Tables>({ dialect: await createSqliteDialect(path) })
  const kept = await db.selectFrom('audit_entries').selectAll().where('number', '=', 2).execute()
  await sql.raw(change).execute(db)
  expect((await prove()).brokenAt).toBe(number)
  await db.deleteFrom('audit_entries').where('number', '=', 2).execute()
  await db.insertInto('audit_entries').values(kept).execute()
  await db.destroy()
})
