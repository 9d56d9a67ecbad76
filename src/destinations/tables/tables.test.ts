import { createConnection, escapeId } from 'mysql2/promise'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openCuttingProxy } from '../../../test/support/cutting-proxy.ts'
import { batchOf, entered, left } from '../../../test/support/deliveries.ts'
import { oddPeople } from '../../../test/support/odd-people.ts'
import { openDestination } from '../../../test/support/open-destination.ts'
import type { DeliveredChange, DestinationType, OpenDestination } from '../destination.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'

type Row = Readonly<Record<string, unknown>>

interface Server {
  readonly name: string
  readonly type: DestinationType
  readonly port: number
  readonly place: object
  /** What lies elsewhere. */
  readonly elsewhere: object
  readonly text: string
  readonly json: string
  /** Of a table, its columns as the database gives them. */
  readonly from: (table: string) => string
  readonly run: (statement: string) => Promise<readonly Row[]>
  readonly begin: readonly string[]
  readonly end: readonly string[]
}

const odd = `say "hi" \`you\` ${process.pid}`
const user = `throughline_${process.pid}`

const postgresServer: Server = {
  name: 'PostgreSQL',
  type: postgres,
  port: 5432,
  place: { host: '127.0.0.1', database: 'test', user: 'root', tls: 'off', schema: odd },
  elsewhere: { database: 'nowhere' },
  text: 'text',
  json: 'jsonb',
  from: (table) => `${pg.escapeIdentifier(odd)}.${pg.escapeIdentifier(table)}`,
  async run(statement) {
    const client = new pg.Client('postgres://root@127.0.0.1:5432/test')
    await client.connect()
    try {
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end()
    }
  },
  begin: [`CREATE SCHEMA ${pg.escapeIdentifier(odd)}`, `CREATE ROLE ${user} LOGIN`],
  end: [`DROP SCHEMA IF EXISTS ${pg.escapeIdentifier(odd)} CASCADE`, `DROP ROLE IF EXISTS ${user}`],
}

const mysqlServer: Server = {
  name: 'MariaDB',
  type: mysql,
  port: 3306,
  place: { host: '127.0.0.1', database: odd, user: 'root', tls: 'off' },
  elsewhere: { database: 'nowhere' },
  text: 'varchar(50)',
  json: 'json',
  from: (table) => `${escapeId(odd, true)}.${escapeId(table, true)}`,
  async run(statement) {
    const connection = await createConnection({
      host: '127.0.0.1',
      user: 'root',
      charset: 'utf8mb4',
      timezone: 'Z',
    })
    try {
      return (await connection.query(statement))[0] as unknown as readonly Row[]
    } finally {
      await connection.end()
    }
  },
  begin: [`CREATE DATABASE ${escapeId(odd, true)}`, `CREATE USER ${user}`],
  end: [`DROP DATABASE IF EXISTS ${escapeId(odd, true)}`, `DROP USER IF EXISTS ${user}`],
}

const servers = await Promise.all(
  [postgresServer, mysqlServer].map(async (server) => {
    const isThere = await server.run('SELECT 1').then(
      () => true,
      () => false,
    )
    const why = isThere ? '' : ` (skipped: nobody answers at 127.0.0.1:${server.port})`
    return { ...server, isThere, title: `${server.name}${why}` }
  }),
)

const never = new AbortController().signal

const opened: OpenDestination[] = []
afterEach(async () => {
  for (const destination of opened.splice(0)) await destination.close()
})

const parsed = (cell: unknown): unknown => (typeof cell === 'string' ? JSON.parse(cell) : cell)

describe.each(servers)(
  '$title',
  ({ isThere, type, port, place, elsewhere, text, json, ...own }) => {
    const { from, run, begin, end } = own

    async function open(settings: object = {}, more: object = {}) {
      const told = { settings: { ...place, ...settings }, ...more }
      const destination = await openDestination(type, told)
      opened.push(destination)
      return destination
    }

    /** What both databases say in the same way. */
    async function rows(table: string) {
      const found = await run(`SELECT * FROM ${from(table)}`)
      return found
        .map((row) => ({
          ...row,
          person: String(row['person']),
          is_member: Boolean(row['is_member']),
          epoch: Number(row['epoch']),
          identities: parsed(row['identities']),
          attributes: parsed(row['attributes']),
        }))
        .toSorted((a, b) => (a.person < b.person ? -1 : 1))
    }
    const persons = async (table: string) => (await rows(table)).map(({ person }) => person)

    async function deliver(settings: object, ...batches: readonly (readonly DeliveredChange[])[]) {
      const destination = await open(settings)
      for (const changes of batches) {
        const outcome = await destination.deliver(batchOf(changes), never)
        expect(outcome.accepted).toEqual(changes.map((_, index) => index))
      }
    }

    describe.skipIf(!isThere)('keeps members', () => {
      beforeAll(async () => {
        for (const statement of begin) await run(statement)
      })
      afterAll(async () => {
        for (const statement of end) await run(statement)
      })

      it('gets its table, in which members are as they were last', async () => {
        const attributes = { 'crm.name': 'Ann "A" \\ \' ', 'crm.age': 30, 'crm.none': null }
        await deliver(
          { table: 'members' },
          [entered('ann', { attributes }), entered('bob')],
          [left('bob'), entered('cy')],
        )
        expect(await rows('members')).toEqual([
          {
            audience: 'vip',
            person: 'ann',
            is_member: true,
            changed_at: new Date('2026-03-01T12:00:00.000Z'),
            epoch: 1,
            identities: { email: ['ann@example.com'] },
            attributes,
          },
          expect.objectContaining({ person: 'bob', is_member: false, epoch: 2 }),
          expect.objectContaining({ person: 'cy', is_member: true, epoch: 1 }),
        ])
      })

      it('loses who has left, where it is to, unless they are back', async () => {
        await deliver(
          { table: 'fewer', onLeave: 'delete' },
          [entered('ann'), entered('bob', { epoch: 3 })],
          [left('ann'), left('bob'), left('nobody')],
        )
        expect(await rows('fewer')).toMatchObject([{ person: 'bob', is_member: true, epoch: 3 }])
      })

      it('keeps what is newer, whatever comes late or again', async () => {
        await deliver(
          { table: 'epochs' },
          [entered('ann', { epoch: 5 }), left('bob', { epoch: 4 })],
          [left('ann', { epoch: 4 }), entered('bob', { epoch: 3 })],
          [entered('ann', { epoch: 5, attributes: { again: true } })],
        )
        expect(await rows('epochs')).toMatchObject([
          { person: 'ann', is_member: true, epoch: 5, attributes: { again: true } },
          { person: 'bob', is_member: false, epoch: 4, attributes: {} },
        ])
      })

      it('has one table for several audiences, and any name for it', async () => {
        const table = `o'dd "t"; DROP TABLE x; --`
        const destination = await open({ table })
        const other = { audience: { id: 'new', name: 'New' } }
        await destination.deliver(batchOf([entered('ann')]), never)
        await destination.deliver(batchOf([left('ann')], other), never)
        expect(await rows(table)).toHaveLength(2)
      })

      it('keeps every person apart, whatever they are called', async () => {
        await deliver(
          { table: 'odd' },
          oddPeople.map((person) => entered(person)),
        )
        const found = await rows('odd')
        expect(found.map(({ person }) => person).toSorted()).toEqual(oddPeople.toSorted())
        for (const { person, identities } of found)
          expect(identities).toEqual({ email: [`${String(person)}@example.com`] })
      })

      it('is not given texts that it cannot keep; the others get there', async () => {
        const destination = await open({ table: 'unfit' })
        const batch = batchOf([
          entered('ann', { attributes: { note: 'backslash-u \\u0000 \\ud800' } }),
          entered('nul\0'),
          entered('bob', { attributes: { note: 'a\0b' } }),
          entered('half \ud83d'),
          entered('cy', { attributes: { note: ['\udc00'] } }),
          entered('dee'),
        ])
        const { accepted, rejected } = await destination.deliver(batch, never)
        expect(accepted).toEqual([0, 5])
        expect(rejected).toEqual([
          { index: 1, reason: expect.stringContaining('character 0') },
          { index: 2, reason: expect.stringContaining('character 0') },
          { index: 3, reason: expect.stringContaining('half of a character') },
          { index: 4, reason: expect.stringContaining('half of a character') },
        ])
        expect(await persons('unfit')).toEqual(['ann', 'dee'])
      })

      it('is written to wholly or not at all', async () => {
        await deliver({ table: 'strict' }, [entered('ann')])
        await run(`ALTER TABLE ${from('strict')} ADD CHECK (person <> 'bad')`)
        const destination = await open({ table: 'strict' })
        const failed = destination.deliver(batchOf([entered('bob'), entered('bad')]), never)
        await expect(failed).rejects.toMatchObject({ retry: 'split' })
        expect(await persons('strict')).toEqual(['ann'])
        await destination.deliver(batchOf([entered('bob')]), never)
        expect(await persons('strict')).toHaveLength(2)
      })

      it.each([
        ['another column', 'audience text, person text, PRIMARY KEY (audience, person)', /shape/],
        [
          'no key',
          'audience text, person text, is_member boolean, changed_at timestamptz, epoch bigint, identities jsonb, attributes jsonb',
          /shape/,
        ],
        [
          'other types',
          'audience text, person text, is_member boolean, changed_at timestamptz, epoch date, identities jsonb, attributes jsonb, PRIMARY KEY (audience, person)',
          /shape/,
        ],
      ])('says that a table has %s', async (name, columns, message) => {
        const fitting = columns
          .replaceAll('text', text)
          .replaceAll('jsonb', json)
          .replaceAll('timestamptz', 'timestamp')
        await run(`CREATE TABLE ${from(name)} (${fitting})`)
        const destination = await open({ table: name })
        const failure = { retry: 'after-user-action', message: expect.stringMatching(message) }
        await expect(destination.deliver(batchOf([entered('a')]), never)).rejects.toMatchObject(
          failure,
        )
        await expect(destination.check!(never)).rejects.toMatchObject(failure)
      })

      it.each([
        ['no such database', elsewhere, /no such database/],
        ['nobody of that name', { user: 'nobody-at-all' }, /user or password/, 'very secret'],
        ['no TLS', { tls: 'verify' }, /speak TLS/],
        ['no right', { user, table: 'forbidden' }, /may not/],
      ])('says that it has %s', async (_, settings, message, password = '') => {
        await run(`CREATE TABLE IF NOT EXISTS ${from('forbidden')} (a int)`)
        const destination = await open(settings, { secrets: { password } })
        const failed = await destination
          .deliver(batchOf([entered('ann')]), never)
          .catch((error: unknown) => error)
        expect(failed).toMatchObject({
          retry: 'after-user-action',
          message: expect.stringMatching(message),
        })
        expect(String(failed)).not.toContain('very secret')
        await expect(destination.check!(never)).rejects.toMatchObject({
          retry: 'after-user-action',
        })
      })

      it('is checked without leaving anybody there', async () => {
        const destination = await open({ table: 'checked' })
        await destination.check!(never)
        expect(await rows('checked')).toEqual([])
      })

      it('is not asked at private addresses unless they are allowed', async () => {
        const destination = await open({}, { outgoing: { allowsPrivateTargets: false } })
        await expect(destination.check!(never)).rejects.toMatchObject({
          retry: 'after-user-action',
          message: expect.stringContaining('--allow-private-targets'),
        })
      })

      describe('that goes away', () => {
        it('and comes back: nothing half is there, and a repeat is harmless', async () => {
          const proxy = await openCuttingProxy(port)
          try {
            const destination = await open({ port: proxy.port, table: 'away' })
            await destination.check!(never)
            const batch = batchOf(Array.from({ length: 2000 }, (_, n) => entered(`person ${n}`)))
            proxy.state.most = 100_000
            await expect(destination.deliver(batch, never)).rejects.toMatchObject({
              retry: 'later',
            })
            expect(await rows('away')).toEqual([])
            proxy.state.most = Number.POSITIVE_INFINITY
            await proxy.leave()
            const refused = { retry: 'later', message: 'it refuses connections' }
            await expect(destination.deliver(batch, never)).rejects.toMatchObject(refused)
            await proxy.comeBack()
            await destination.deliver(batch, never)
            await destination.deliver(batch, never)
            expect(await rows('away')).toHaveLength(2000)
          } finally {
            await proxy.leave()
          }
        })

        it('is not waited for when nobody wants it any more', async () => {
          const destination = await open({ table: 'aborted' })
          await destination.check!(never)
          const gone = AbortSignal.abort()
          await expect(destination.deliver(batchOf([entered('x')]), gone)).rejects.toMatchObject({
            retry: 'later',
          })
          expect(await rows('aborted')).toEqual([])
        })
      })
    })
  },
)
