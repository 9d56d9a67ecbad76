import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { batchOf, entered, left } from '../../../test/support/deliveries.ts'
import { oddPeople } from '../../../test/support/odd-people.ts'
import { openDestination } from '../../../test/support/open-destination.ts'
import type { DeliveredChange, DeliveryBatch, OpenDestination } from '../destination.ts'
import { postgres } from './postgres.ts'

const root = 'postgres://root@127.0.0.1:5432/test'
const isThere = await new pg.Client(root).connect().then(
  () => true,
  () => false,
)
const title = isThere ? 'PostgreSQL' : 'PostgreSQL (skipped: nobody answers at 127.0.0.1:5432)'

const schema = `say "hi" ${process.pid}`
const quoted = pg.escapeIdentifier(schema)
const user = `throughline_reader_${process.pid}`

async function run(statement: string, values: unknown[] = []) {
  const client = new pg.Client(root)
  await client.connect()
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

const place = { host: '127.0.0.1', database: 'test', user: 'root', tls: 'off', schema }

const never = new AbortController().signal

const opened: OpenDestination[] = []
async function open(settings: object = {}, more: object = {}) {
  const destination = await openDestination(postgres, {
    settings: { ...place, ...settings },
    ...more,
  })
  opened.push(destination)
  return destination
}
afterEach(async () => {
  for (const destination of opened.splice(0)) await destination.close()
})

const rows = (table: string, columns = 'person, is_member, epoch::int') =>
  run(`SELECT ${columns} FROM ${quoted}.${pg.escapeIdentifier(table)} ORDER BY person COLLATE "C"`)

async function deliver(settings: object, ...batches: readonly (readonly DeliveredChange[])[]) {
  const destination = await open(settings)
  for (const changes of batches) {
    const outcome = await destination.deliver(batchOf(changes), never)
    expect(outcome.accepted).toEqual(changes.map((_, index) => index))
  }
}

describe.skipIf(!isThere)(title, () => {
  beforeAll(async () => {
    await run(`CREATE SCHEMA ${quoted}`)
    await run(`CREATE ROLE ${user} LOGIN`)
  })
  afterAll(async () => {
    await run(`DROP SCHEMA ${quoted} CASCADE`)
    await run(`DROP OWNED BY ${user}`)
    await run(`DROP ROLE ${user}`)
  })

  it('gets its table, in which members are as they were last', async () => {
    const attributes = { 'crm.name': 'Ann "A" \\ \' ', 'crm.age': 30, 'crm.none': null }
    await deliver(
      { table: 'members' },
      [entered('ann', { attributes }), entered('bob')],
      [left('bob'), entered('cy')],
    )
    expect(
      await rows(
        'members',
        'audience, person, is_member, changed_at, epoch, identities, attributes',
      ),
    ).toEqual([
      {
        audience: 'vip',
        person: 'ann',
        is_member: true,
        changed_at: new Date('2026-03-01T12:00:00.000Z'),
        epoch: '1',
        identities: { email: ['ann@example.com'] },
        attributes,
      },
      expect.objectContaining({ person: 'bob', is_member: false, epoch: '2' }),
      expect.objectContaining({ person: 'cy', is_member: true, epoch: '1' }),
    ])
  })

  it('loses who has left, where it is to, unless they are back', async () => {
    await deliver(
      { table: 'fewer', onLeave: 'delete' },
      [entered('ann'), entered('bob', { epoch: 3 })],
      [left('ann'), left('bob'), left('nobody')],
    )
    expect(await rows('fewer')).toEqual([{ person: 'bob', is_member: true, epoch: 3 }])
  })

  it('keeps what is newer, whatever comes late or again', async () => {
    await deliver(
      { table: 'epochs' },
      [entered('ann', { epoch: 5 }), left('bob', { epoch: 4 })],
      [left('ann', { epoch: 4 }), entered('bob', { epoch: 3 })],
      [entered('ann', { epoch: 5, attributes: { again: true } })],
    )
    expect(await rows('epochs', 'person, is_member, epoch::int, attributes')).toEqual([
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
    expect(await rows(table, 'audience, is_member')).toHaveLength(2)
  })

  it('keeps every person apart, whatever they are called', async () => {
    await deliver(
      { table: 'odd' },
      oddPeople.map((person) => entered(person)),
    )
    const found = await rows('odd', 'person, identities')
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
    expect((await rows('unfit')).map(({ person }) => person)).toEqual(['ann', 'dee'])
  })

  it('is written to wholly or not at all', async () => {
    await deliver({ table: 'strict' }, [entered('ann')])
    await run(`ALTER TABLE ${quoted}.strict ADD CHECK (person <> 'bad')`)
    const destination = await open({ table: 'strict' })
    const failed = destination.deliver(batchOf([entered('bob'), entered('bad')]), never)
    await expect(failed).rejects.toMatchObject({ retry: 'split' })
    expect(await rows('strict', 'person')).toEqual([{ person: 'ann' }])
    await destination.deliver(batchOf([entered('bob')]), never)
    expect(await rows('strict', 'person')).toHaveLength(2)
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
    await run(`CREATE TABLE ${quoted}.${pg.escapeIdentifier(name)} (${columns})`)
    const destination = await open({ table: name })
    const failure = { retry: 'after-user-action', message: expect.stringMatching(message) }
    await expect(destination.deliver(batchOf([entered('a')]), never)).rejects.toMatchObject(failure)
    await expect(destination.check!(never)).rejects.toMatchObject(failure)
  })

  it.each([
    ['no such database', { database: 'nowhere' }, /no such database/],
    ['no such schema', { schema: 'nowhere' }, /no such schema/],
    ['nobody of that name', { user: 'nobody-at-all' }, /user or password/],
    ['no TLS', { tls: 'verify' }, /TLS|certificate/],
    ['no right', { user, table: 'forbidden' }, /may not/],
  ])('says that it has %s', async (_, settings, message) => {
    await run(`CREATE TABLE IF NOT EXISTS ${quoted}.forbidden (a int)`)
    const secrets = { password: 'very secret' }
    const destination = await open(settings, { secrets })
    const failed = await destination
      .deliver(batchOf([entered('ann')]), never)
      .catch((error: unknown) => error)
    expect(failed).toMatchObject({
      retry: 'after-user-action',
      message: expect.stringMatching(message),
    })
    expect(String(failed)).not.toContain('very secret')
    await expect(destination.check!(never)).rejects.toMatchObject({ retry: 'after-user-action' })
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
    let between: Server
    const sockets = new Set<Socket>()
    /** How many bytes of a connection get through before it is cut. */
    let most = Number.POSITIVE_INFINITY
    const listen = (on: number) =>
      new Promise<void>((resolve) => between.listen(on, '127.0.0.1', resolve))
    beforeAll(async () => {
      between = createServer((socket) => {
        const behind = connect(5432, '127.0.0.1')
        let bytes = 0
        sockets.add(socket)
        socket.on('data', (chunk) => {
          bytes += chunk.length
          if (bytes <= most) return void behind.write(chunk)
          socket.destroy()
          behind.destroy()
        })
        behind.pipe(socket)
        for (const [one, other] of [
          [socket, behind],
          [behind, socket],
        ] as const)
          one.on('error', () => undefined).on('close', () => other.destroy())
      })
      await listen(0)
    })
    afterAll(() => {
      for (const socket of sockets) socket.destroy()
      between.close()
    })

    it('and comes back: nothing half is there, and a repeat is harmless', async () => {
      const { port } = between.address() as AddressInfo
      const destination = await open({ port, table: 'away' })
      await destination.check!(never)
      const many = Array.from({ length: 2000 }, (_, n) => entered(`person ${n}`))
      const batch: DeliveryBatch = batchOf(many)
      most = 50_000
      await expect(destination.deliver(batch, never)).rejects.toMatchObject({ retry: 'later' })
      expect(await rows('away')).toEqual([])
      most = Number.POSITIVE_INFINITY
      await new Promise((resolve) => between.close(resolve))
      const refused = { retry: 'later', message: 'it refuses connections' }
      await expect(destination.deliver(batch, never)).rejects.toMatchObject(refused)
      await listen(port)
      await destination.deliver(batch, never)
      await destination.deliver(batch, never)
      expect(await rows('away')).toHaveLength(2000)
    })

    it('is waited for no longer than is wanted', async () => {
      const destination = await open({})
      const gone = AbortSignal.abort()
      await expect(destination.deliver(batchOf([entered('x')]), gone)).rejects.toBeDefined()
    })
  })
})
