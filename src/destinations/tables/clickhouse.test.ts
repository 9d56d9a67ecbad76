import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from 'chdb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCuttingProxy } from '../../../test/support/cutting-proxy.ts'
import { batchOf, entered, left } from '../../../test/support/deliveries.ts'
import { oddPeople } from '../../../test/support/odd-people.ts'
import { openDestination } from '../../../test/support/open-destination.ts'
import { clickhouse } from './clickhouse.ts'

const never = new AbortController().signal

/** ClickHouse itself, embedded, behind as much of its HTTP interface as the client speaks. */
function openPeer(session: Session): Server {
  return createServer(async (request, response) => {
    const body = await buffer(request).catch(() => undefined)
    if (body === undefined) return
    const { searchParams } = new URL(request.url ?? '', 'http://x')
    const credentials = `${String(request.headers['authorization'])}`
    const params: Record<string, string> = {}
    const told: string[] = []
    for (const [name, given] of searchParams) {
      if (name.startsWith('param_')) params[name.slice('param_'.length)] = given
      if (name === 'date_time_input_format') told.push(`${name}='${given}'`)
    }
    const fail = (status: number, code: number, text: string) => {
      response.writeHead(status, { 'x-clickhouse-exception-code': String(code) })
      response.end(`Code: ${code}. DB::Exception: ${text} (SOME_NAME)`)
    }
    if (!credentials.endsWith(Buffer.from('me:right').toString('base64')))
      return fail(403, 516, 'me: Authentication failed for right')
    try {
      const query = searchParams.get('query')
      const database = searchParams.get('database') ?? 'default'
      await session.queryAsync(`USE ${database}`, { format: 'Null' })
      if (told.length > 0) await session.queryAsync(`SET ${told.join(', ')}`, { format: 'Null' })
      const text = query === null ? body.toString() : `${query}\n${body.toString()}`
      const answer =
        Object.keys(params).length > 0
          ? await session.queryBindAsync(text.replace(/FORMAT \w+\s*$/, ''), params, {
              format: 'JSONEachRow',
            })
          : await session.queryAsync(text, { format: 'JSONEachRow' })
      response.end(typeof answer === 'string' ? answer : answer.text())
    } catch (error) {
      const [, code = '0'] = /Code: (\d+)/.exec(String(error)) ?? []
      fail(500, Number(code), String(error).slice(0, 200))
    }
  })
}

describe('ClickHouse', () => {
  let folder: string
  let session: Session
  let server: Server
  let place: { host: string; port: number; tls: string; user: string; database: string }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-clickhouse-'))
    session = new Session(folder)
    await session.queryAsync('CREATE DATABASE crm', { format: 'Null' })
    server = openPeer(session)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    place = { host: '127.0.0.1', port, tls: 'off', user: 'me', database: 'crm' }
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    session.close()
    await rm(folder, { recursive: true, force: true })
  })

  const open = (settings: object = {}, more: object = {}) =>
    openDestination(clickhouse, {
      settings: { ...place, ...settings },
      secrets: { password: 'right' },
      ...more,
    })
  const run = (statement: string) => session.queryAsync(statement, { format: 'Null' })
  async function rows(table: string) {
    const text = `SELECT * FROM crm.\`${table}\` FINAL ORDER BY person`
    const answer = await session.queryAsync(text, { format: 'JSONEachRow' })
    const lines = (typeof answer === 'string' ? answer : answer.text()).trim()
    return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line) as Row)
  }
  type Row = Readonly<Record<string, unknown>>

  it('gets its table, in which members are as they were last', async () => {
    const destination = await open({ table: 'members' })
    const attributes = { 'crm.name': 'Ann "A"', 'crm.age': 30 }
    const first = batchOf([entered('ann', { attributes }), entered('bob')])
    const second = batchOf([left('bob'), entered('cy', { epoch: 5 })])
    expect(await destination.deliver(first, never)).toEqual({ accepted: [0, 1], rejected: [] })
    await destination.deliver(second, never)
    await destination.deliver(first, never)
    await destination.deliver(batchOf([left('cy', { epoch: 4 })]), never)
    const found = await rows('members')
    expect(found).toMatchObject([
      {
        audience: 'vip',
        person: 'ann',
        is_member: true,
        changed_at: '2026-03-01 12:00:00.000',
        identities: { email: ['ann@example.com'] },
      },
      { person: 'bob', is_member: false },
      { person: 'cy', is_member: true },
    ])
    expect(JSON.parse(String(found[0]!['attributes']))).toEqual(attributes)
    expect(found.map(({ epoch }) => Number(epoch))).toEqual([1, 2, 5])
  })

  it('keeps every person apart, and is told of any name for the table', async () => {
    const table = 'o\'dd "t"; DROP TABLE x'
    const destination = await open({ table })
    await destination.deliver(batchOf(oddPeople.map((person) => entered(person))), never)
    expect((await rows(table)).map(({ person }) => person).toSorted()).toEqual(oddPeople.toSorted())
  })

  it('is not given texts that it cannot keep; the others get there', async () => {
    const destination = await open({ table: 'unfit' })
    const outcome = await destination.deliver(
      batchOf([entered('ann'), entered('half \ud83d')]),
      never,
    )
    expect(outcome).toEqual({
      accepted: [0],
      rejected: [{ index: 1, reason: expect.stringContaining('half of a character') }],
    })
  })

  it.each([
    ['plain', 'MergeTree'],
    ['without_version', 'ReplacingMergeTree'],
  ])('says that a table is another one: %s', async (table, engine) => {
    await run(
      `CREATE TABLE crm.${table} (audience String, person String, epoch UInt64) ENGINE = ${engine} ORDER BY (audience, person)`,
    )
    const destination = await open({ table })
    const failure = { retry: 'after-user-action', message: expect.stringContaining('shape') }
    await expect(destination.deliver(batchOf([entered('a')]), never)).rejects.toMatchObject(failure)
    await expect(destination.check!(never)).rejects.toMatchObject(failure)
  })

  it('says that columns are missing', async () => {
    await run(
      'CREATE TABLE crm.few (audience String, person String, epoch UInt64) ENGINE = ReplacingMergeTree(epoch) ORDER BY (audience, person)',
    )
    await expect(
      (await open({ table: 'few' })).deliver(batchOf([entered('a')]), never),
    ).rejects.toMatchObject({ retry: 'after-user-action' })
  })

  it.each([
    ['user or password', {}, { secrets: { password: 'hunter2' } }],
    ['no such database', { database: 'nowhere' }, {}],
    ['--allow-private-targets', {}, { outgoing: { allowsPrivateTargets: false } }],
  ])('that cannot be used says why: %s', async (words, settings, more) => {
    const destination = await open(settings, more)
    const failed = await destination.check!(never).catch((error: unknown) => error)
    expect(failed).toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining(words),
    })
    expect(String(failed)).not.toMatch(/hunter2|right/)
  })

  it('that goes away in a batch and comes back has everybody once', async () => {
    const proxy = await openCuttingProxy(place.port)
    try {
      const destination = await open({ port: proxy.port, table: 'away' })
      await destination.check!(never)
      const batch = batchOf(Array.from({ length: 3000 }, (_, n) => entered(`person ${n}`)))
      proxy.state.most = 50_000
      await expect(destination.deliver(batch, never)).rejects.toMatchObject({ retry: 'later' })
      expect(await rows('away')).toEqual([])
      proxy.state.most = Number.POSITIVE_INFINITY
      await proxy.leave()
      const refused = { retry: 'later', message: 'it refuses connections' }
      await expect(destination.deliver(batch, never)).rejects.toMatchObject(refused)
      await proxy.comeBack()
      await destination.deliver(batch, never)
      await destination.deliver(batch, never)
      expect(await rows('away')).toHaveLength(3000)
    } finally {
      await proxy.leave()
    }
  })
})
