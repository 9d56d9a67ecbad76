import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Pulled } from '../../src/model/answers/sources.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'
import { hasMysql, mysql } from './mysql.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1, outgoing: { allowsPrivateTargets: true } })
})
afterAll(() => workspace.close())

const postgresRoot = 'postgres://postgres@127.0.0.1:5432/test'
const hasPostgres = new pg.Client(postgresRoot).connect().then(
  () => true,
  () => false,
)

interface Server {
  readonly name: string
  readonly isThere: boolean
  readonly url: (database: string) => string
  /** What its database calls an instant to the microsecond. */
  readonly instant: string
  readonly run: (statements: string, database?: string) => Promise<void>
}

const postgres = async (statements: string, database?: string) => {
  const client = new pg.Client(database ? postgresRoot.replace(/test$/, database) : postgresRoot)
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}

const servers: readonly Server[] = [
  {
    name: 'PostgreSQL at 127.0.0.1:5432',
    isThere: await hasPostgres,
    url: (database) => `postgres://postgres@127.0.0.1:5432/${database}`,
    instant: 'timestamptz',
    run: postgres,
  },
  {
    name: 'MariaDB at 127.0.0.1:3306',
    isThere: await hasMysql,
    url: (database) => `mysql://root@127.0.0.1:3306/${database}`,
    instant: 'datetime(6)',
    run: mysql,
  },
]

describe.each(servers)('a table of $name', ({ isThere, url, instant, run }) => {
  describe.skipIf(!isThere)(isThere ? 'is polled' : 'is not polled: nobody answers there', () => {
    const database = `throughline_${process.pid}`
    beforeAll(() => run(`CREATE DATABASE ${database}`))
    afterAll(() => run(`DROP DATABASE IF EXISTS ${database}`))

    let number = 0
    /** A table of its own, with a paused source that reads it. */
    async function openTable(cursor: string, type: string, more: object = {}) {
      const table = `invoices${(number += 1)}`
      const id = `${instant.slice(0, 3)}-${table}`
      await run(
        `CREATE TABLE ${table} (id int, customer varchar(20), total numeric(10,2), changed ${instant}, ${cursor === 'changed' || cursor === 'id' ? '' : `${cursor} ${type}, `}note varchar(50))`,
        database,
      )
      const polled = { url: url(database), table, cursor, ...more }
      const source = { kind: 'source', id, dataset: id, paused: true, table: polled }
      const applied = await workspace.call('POST', 'apply', source)
      const add = (rows: string) =>
        run(`INSERT INTO ${table} (id, customer, total, changed, note) VALUES ${rows}`, database)
      const poll = () => workspace.post<Pulled>(`sources/${id}/run`, undefined)
      const rows = async () => {
        const { body } = await workspace.call('GET', `datasets/${id}/batches`)
        return (body as unknown as { added: number }[]).reduce((sum, { added }) => sum + added, 0)
      }
      return { id, applied, table, add, poll, rows }
    }
    const row = (id: number, time: string) =>
      `(${id}, 'ann', 1.50, '2026-01-01 ${time}', 'Grüße, "Ann"; 100 %')`

    it('is read from where it was; rows of the same moment too', async () => {
      const { add, poll, rows } = await openTable('changed', instant)
      await add([row(1, '10:00:00'), row(2, '10:01:00.000001')].join())
      expect((await poll()).added).toBe(2)
      expect((await poll()).added).toBe(2)
      await add([row(3, '10:01:00.000001'), row(4, '10:02:00')].join())
      expect(await poll()).toMatchObject({
        added: 4,
        cursor: expect.stringMatching(/^2026-01-01 10:02/),
      })
      expect(await rows()).toBe(4)
    })

    it('is looked at again a little before: what was committed later is not missed', async () => {
      const { add, poll, rows } = await openTable('changed', instant)
      await add([row(1, '10:00:00'), row(2, '10:09:00')].join())
      await poll()
      await add([row(3, '10:05:00'), row(4, '09:58:00')].join())
      expect((await poll()).added).toBe(3)
      await add(row(5, '10:20:00'))
      expect((await poll()).added).toBe(4)
      await add([row(6, '10:10:30'), row(7, '10:09:59')].join())
      expect((await poll()).added).toBe(5)
      expect((await poll()).added).toBe(5)
      expect(await rows()).toBe(5)
    })

    it('has an overlap as long as its source says, none where it says so', async () => {
      const long = await openTable('changed', instant, { overlap: '2h' })
      await long.add(row(1, '12:00:00'))
      await long.poll()
      await long.add(row(2, '10:30:00'))
      expect((await long.poll()).added).toBe(2)
      const none = await openTable('changed', instant, { overlap: 0 })
      await none.add(row(1, '12:00:00'))
      await none.poll()
      await none.add(row(2, '11:59:59'))
      expect((await none.poll()).added).toBe(1)
    })

    it('by a number: an id that was taken early and committed late is read', async () => {
      const { add, poll, rows } = await openTable('id', 'int')
      await add([row(5000, '10:00:00'), row(5003, '10:00:00')].join())
      expect((await poll()).added).toBe(2)
      await add([row(5001, '10:00:00'), row(4001, '10:00:00')].join())
      expect(await poll()).toMatchObject({ added: 3, cursor: '5003' })
      expect(await rows()).toBe(3)
    })

    it('says what is wrong with an overlap, a column, a table or a password', async () => {
      const wrong = await openTable('id', 'int', { overlap: '5m' })
      await wrong.add(row(1, '10:00:00'))
      const answered = await workspace.call('POST', `sources/${wrong.id}/run`)
      expect(answered.body).toMatchObject({ code: 'source/wrong-overlap' })
      const column = await openTable('nothing', 'int')
      const source = (table: object) =>
        workspace.post('apply', {
          kind: 'source',
          id: column.id,
          dataset: 'x',
          paused: true,
          table,
        })
      await source({ url: url(database), table: column.table, cursor: 'absent' })
      const absent = await workspace.call('POST', `sources/${column.id}/run`)
      expect(absent.body).toMatchObject({ code: 'source/unknown-column' })
      await source({ url: url(database), table: 'absent', cursor: 'id' })
      const table = await workspace.call('POST', `sources/${column.id}/run`)
      expect(table.body).toMatchObject({
        code: 'source/unreadable-table',
        detail: expect.stringContaining('absent: there is none'),
      })
      const { body } = await workspace.call('GET', `sources/${column.id}/pulled`)
      expect(String(body['problem'])).toMatch(/absent/)
      for (const wrong of [
        url('nobody_has_this'),
        url(database)
          .replace('127.0.0.1', 'nobody:secret@127.0.0.1')
          .replace(/\w+@nobody/, 'nobody'),
        url(database).replace(/:\d+\//, ':1/'),
      ]) {
        await source({ url: wrong, table: 'absent', cursor: 'id' })
        const refused = await workspace.call('POST', `sources/${column.id}/run`)
        expect(refused.body).toMatchObject({ code: 'source/unreadable-table' })
        expect(JSON.stringify(refused.body)).not.toContain('secret')
      }
    })
  })
})
