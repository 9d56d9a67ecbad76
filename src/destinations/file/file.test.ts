import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql, value } from '../../lake/sql.ts'
import { openBucket } from '../../../test/support/bucket.ts'
import { batchOf, entered, left } from '../../../test/support/deliveries.ts'
import { oddPeople } from '../../../test/support/odd-people.ts'
import { openDestination } from '../../../test/support/open-destination.ts'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import type { DeliveryBatch } from '../destination.ts'
import { file } from './file.ts'

const never = new AbortController().signal

let opened: TestLake
let folder: string
beforeAll(async () => {
  opened = await openTestLake()
})
afterAll(() => opened.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-exports-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (settings: object) =>
  openDestination(file, { settings: { place: 'crm', ...settings }, lake: opened.lake, folder })

async function deliver(settings: object, ...batches: readonly DeliveryBatch[]) {
  const destination = await open(settings)
  for (const batch of batches) {
    const outcome = await destination.deliver(batch, never)
    expect(outcome).toEqual({ accepted: batch.changes.map((_, i) => i), rejected: [] })
  }
}

const read = (name: string) => readFile(join(folder, 'crm', name), 'utf8')
const readManifest = async (name = 'vip/run-1/manifest.json') =>
  JSON.parse(await read(name)) as { rows: number; parts: { name: string; batch: string }[] }

const two = batchOf([
  entered('ann', { attributes: { 'crm.name': 'Ann, "A"', 'crm.age': 30, 'crm.empty': '' } }),
  left('bob', {
    identities: [
      { namespace: 'email', id: 'b@x' },
      { namespace: 'email', id: 'bob@x' },
      { namespace: 'phone', id: '+49 151' },
    ],
    attributes: { 'crm.name': null },
  }),
])

describe('a file drop', () => {
  it('writes CSV with a column for all that the batch has', async () => {
    await deliver({}, two)
    expect(await read('vip/run-1/0001.csv')).toBe(
      [
        'person,status,at,epoch,email,phone,crm.age,crm.empty,crm.name',
        'ann,entered,2026-03-01T12:00:00.000Z,1,ann@example.com,,30,"","Ann, ""A"""',
        'bob,left,2026-03-01T12:00:00.000Z,2,"[""b@x"",""bob@x""]",+49 151,,,',
        '',
      ].join('\r\n'),
    )
  })

  it('writes the columns that are wanted, empty where nobody has any', async () => {
    await deliver({ columns: ['email', 'person', 'crm.city'] }, batchOf([entered('ann')]))
    expect(await read('vip/run-1/0001.csv')).toBe(
      'email,person,crm.city\r\nann@example.com,ann,\r\n',
    )
  })

  it('writes formulas as text only where spreadsheets read them', async () => {
    const attributes = { a: '=1+1', b: ' @SUM(1)', c: -5, d: '-5', e: '\t=1', f: '＝1' }
    const batch = batchOf([entered('ann', { identities: [], attributes })])
    const columns = Object.keys(attributes)
    await deliver({ columns }, batch)
    expect(await read('vip/run-1/0001.csv')).toContain('\n=1+1," @SUM(1)",-5,-5,"\t=1",＝1\r')
    await deliver({ columns, forSpreadsheets: true }, batch)
    const text = await read('vip/run-1/0001.csv')
    expect(text).toContain("\n'=1+1,' @SUM(1),-5,'-5,'\t=1,'＝1\r")
    expect(text.startsWith('\uFEFF')).toBe(true)
  })

  it('writes JSON lines', async () => {
    await deliver({ format: 'json-lines' }, two)
    const lines = (await read('vip/run-1/0001.jsonl')).trimEnd().split('\n')
    expect(JSON.parse(lines[1]!)).toEqual({
      person: 'bob',
      status: 'left',
      at: '2026-03-01T12:00:00.000Z',
      epoch: 2,
      email: ['b@x', 'bob@x'],
      phone: ['+49 151'],
      'crm.age': null,
      'crm.empty': null,
      'crm.name': null,
    })
  })

  it('writes Parquet with types', async () => {
    const more = { attributes: { n: 1.5, yes: true, mixed: 1, none: null, list: ['a'] } }
    await deliver(
      { format: 'parquet' },
      batchOf([
        entered('ann', more),
        entered('bob', { identities: [], attributes: { mixed: 'x' } }),
      ]),
    )
    const path = join(folder, 'crm/vip/run-1/0001.parquet')
    const rows = sql`file(${value(path, 'String')}, 'Parquet')`
    const columns = await opened.lake.query<{ name: string; type: string }>(
      sql`DESCRIBE TABLE ${rows}`,
    )
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      person: expect.stringContaining('String'),
      at: expect.stringContaining('DateTime64(3'),
      epoch: expect.stringContaining('Int64'),
      email: expect.stringContaining('Array('),
      n: 'Nullable(Float64)',
      yes: 'Nullable(Bool)',
      mixed: 'Nullable(String)',
      list: 'Nullable(String)',
    })
    expect(columns.map(({ name }) => name)).not.toContain('none')
    expect(
      await opened.lake.query(sql`SELECT person, email, n, yes, mixed, list,
        toString(at, 'UTC') AS at FROM ${rows} ORDER BY person`),
    ).toMatchObject([
      {
        person: 'ann',
        email: ['ann@example.com'],
        n: 1.5,
        yes: true,
        mixed: '1',
        list: '["a"]',
        at: '2026-03-01 12:00:00.000',
      },
      { person: 'bob', email: [], n: null, yes: null, mixed: 'x', list: null },
    ])
  })

  it('keeps every person apart, whatever they are called', async () => {
    const batch = batchOf(oddPeople.map((person) => entered(person)))
    await deliver({ format: 'json-lines' }, batch)
    const lines = (await read('vip/run-1/0001.jsonl')).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { person: string }).person)).toEqual(oddPeople)
    await deliver({ format: 'parquet' }, batch)
    const path = value(join(folder, 'crm/vip/run-1/0001.parquet'), 'String')
    const rows = await opened.lake.query<{ person: string }>(
      sql`SELECT person FROM file(${path}, 'Parquet')`,
    )
    expect(rows.map(({ person }) => person)).toEqual(oddPeople)
  })

  it('has columns for namespaces and attributes that are called like others', async () => {
    const identities = [{ namespace: 'person', id: 'p' }]
    const batch = batchOf([entered('ann', { identities, attributes: { epoch: 9, status: 'x' } })])
    await deliver({}, batch)
    expect((await read('vip/run-1/0001.csv')).split('\r\n')).toEqual([
      'person,status,at,epoch,identity.person,attribute.epoch,attribute.status',
      'ann,entered,2026-03-01T12:00:00.000Z,1,p,9,x',
      '',
    ])
  })
})

describe('the files of a run', () => {
  const first = batchOf([entered('ann')], { idempotencyKey: 'one' })
  const second = batchOf([entered('bob'), left('cy')], { idempotencyKey: 'two' })
  const later = batchOf([entered('dee')], { idempotencyKey: 'three', run: 'run/../2' })

  it('are its parts, with a manifest; another run has its own', async () => {
    await deliver({}, first, second, later)
    expect(await readManifest()).toMatchObject({
      audience: { id: 'vip', name: 'Buyers' },
      run: 'run-1',
      rows: 3,
      parts: [
        { name: 'vip/run-1/0001.csv', batch: 'one', rows: 1 },
        { name: 'vip/run-1/0002.csv', batch: 'two', rows: 2 },
      ],
    })
    expect(await readManifest('vip/run-2/manifest.json')).toMatchObject({ rows: 1 })
  })

  it('are replaced by the same batch, and by one that no manifest knows of', async () => {
    await deliver({}, first, second)
    await writeFile(join(folder, 'crm/vip/run-1/0003.csv'), 'of a process that was killed')
    await deliver({}, { ...first, changes: [entered('anna')] }, later, second)
    await deliver({}, { ...second, idempotencyKey: 'four' })
    expect((await readManifest()).parts.map(({ batch }) => batch)).toEqual(['one', 'two', 'four'])
    expect(await read('vip/run-1/0001.csv')).toContain('anna')
    expect(await read('vip/run-1/0003.csv')).toContain('bob')
    expect(await readdir(join(folder, 'crm/vip/run-1'))).toEqual([
      '0001.csv',
      '0002.csv',
      '0003.csv',
      'manifest.json',
    ])
  })

  it('are all there when batches come at the same time', async () => {
    const destination = await open({ name: '{audience}_{run}_{part}' })
    const keys = Array.from({ length: 8 }, (_, index) => `key${index}`)
    await Promise.all(
      keys.map((idempotencyKey) => destination.deliver({ ...first, idempotencyKey }, never)),
    )
    const { parts } = await readManifest('vip_run-1_manifest.json')
    expect(parts.map(({ batch }) => batch).toSorted()).toEqual(keys)
    expect(new Set(parts.map(({ name }) => name)).size).toBe(8)
  })

  it('are not taken from somebody else’s manifest', async () => {
    await mkdir(join(folder, 'crm/vip/run-1'), { recursive: true })
    await writeFile(join(folder, 'crm/vip/run-1/manifest.json'), '{"parts": 3')
    const destination = await open({})
    await expect(destination.deliver(first, never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('vip/run-1/manifest.json'),
    })
  })
})

describe('where files go', () => {
  it.each([
    '/etc',
    '../x',
    'a/../../x',
    'a//b',
    '.hidden',
    'a\\..\\b',
    '',
    's3://UPPER/x',
    's3://b/../x',
  ])('is never %j', (place) => {
    expect(file.settings.safeParse({ place }).success).toBe(false)
  })

  it.each(['{audience}/{run}', '{audience}/../{run}/{part}', '/{audience}{run}{part}', '{x}'])(
    'has no name like %j',
    (name) => {
      expect(file.settings.safeParse({ place: 'crm', name }).success).toBe(false)
    },
  )

  it('can be tried out, and leaves nothing there', async () => {
    await (await open({})).check!(never)
    expect(await readdir(join(folder, 'crm'))).toEqual([])
  })

  it('is said to be no folder, and what was there stays', async () => {
    await writeFile(join(folder, 'crm'), 'a file')
    const destination = await open({})
    const failure = { retry: 'after-user-action', message: expect.stringContaining('ENOTDIR') }
    await expect(destination.deliver(two, never)).rejects.toMatchObject(failure)
    await expect(destination.check!(never)).rejects.toMatchObject({ retry: 'after-user-action' })
    expect(await readFile(join(folder, 'crm'), 'utf8')).toBe('a file')
  })
})

describe('files in a bucket', () => {
  const bucket = openBucket()
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-told' }
  beforeAll(async () => {
    await new Promise<void>((resolve) => bucket.server.listen(0, '127.0.0.1', resolve))
    const { port } = bucket.server.address() as AddressInfo
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` })
  })
  afterAll(() => {
    for (const name of [...Object.keys(environment), 'AWS_ENDPOINT_URL_S3'])
      delete process.env[name]
    bucket.server.closeAllConnections()
    bucket.server.close()
  })
  beforeEach(() => {
    bucket.objects.clear()
    bucket.state.failsAfter = Number.POSITIVE_INFINITY
  })
  const place = 's3://my-bucket/nightly/'

  it('are there with their manifest, once', async () => {
    await deliver({ place, format: 'parquet' }, two, { ...two, idempotencyKey: 'batch-2' }, two)
    expect([...bucket.objects.keys()]).toEqual([
      'nightly/vip/run-1/0001.parquet',
      'nightly/vip/run-1/manifest.json',
      'nightly/vip/run-1/0002.parquet',
    ])
    expect(bucket.objects.get('nightly/vip/run-1/0001.parquet')!.subarray(0, 4).toString()).toBe(
      'PAR1',
    )
    expect(JSON.parse(String(bucket.objects.get('nightly/vip/run-1/manifest.json')))).toMatchObject(
      { rows: 4 },
    )
    expect(await readdir(opened.lake.scratchDir)).toEqual([])
  })

  it.each([
    [403, 'after-user-action'],
    [503, 'later'],
  ])('that answers with status %i are delivered %s', async (status, retry) => {
    Object.assign(bucket.state, { failsAfter: 1, failsWith: status })
    const destination = await open({ place })
    const failed = await destination.deliver(two, never).catch((error: unknown) => error)
    expect(failed).toMatchObject({ retry, message: expect.stringContaining(String(status)) })
    expect(String(failed)).not.toContain('not-told')
    bucket.state.failsAfter = Number.POSITIVE_INFINITY
    await destination.deliver(two, never)
    expect([...bucket.objects.keys()]).toEqual([
      'nightly/vip/run-1/0001.csv',
      'nightly/vip/run-1/manifest.json',
    ])
  })

  it('are not sent to private addresses unless they are allowed', async () => {
    const destination = await openDestination(file, {
      settings: { place },
      lake: opened.lake,
      folder,
      outgoing: { allowsPrivateTargets: false },
    })
    await expect(destination.deliver(two, never)).rejects.toMatchObject({
      retry: 'after-user-action',
      message: expect.stringContaining('--allow-private-targets'),
    })
  })
})
