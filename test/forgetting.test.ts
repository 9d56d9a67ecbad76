import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createApi, openThroughline } from '../src/api/index.ts'
import { ident, sql } from '../src/lake/sql.ts'
import type { ForgetReceipt } from '../src/model/answers/profiles.ts'
import { readPersons } from './support/stitched-persons.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

let workspace: Workspace | undefined
afterEach(async () => {
  await workspace?.close()
  workspace = undefined
})

interface Row {
  readonly n: number
  readonly ts: string
  readonly device: string | null
  readonly person: string | null
}

const rowsOf = (lines: readonly string[], day = '2023-05-12'): readonly Row[] =>
  lines.map((line, index) => {
    const [time, device, person] = line.split(' ')
    return { n: index + 1, ts: `${day}T${time}:00Z`, device: device!, person: person ?? null }
  })

const byField = { method: 'field', persistentId: 'device', namespace: 'ecid' }
const connectionOf = (stitch: object, id = 'all') => ({
  kind: 'connection',
  id,
  datasets: [
    {
      dataset: 'web',
      identities: [
        { field: 'person', namespace: 'email' },
        { field: 'device', namespace: 'ecid' },
      ],
      personId: 'person',
      namespace: 'email',
      stitch,
    },
  ],
})

async function open(rows: readonly object[], definitions: readonly object[]): Promise<Workspace> {
  workspace = await openWorkspace()
  await workspace.post('datasets/web/rows', rows)
  await workspace.post('apply', definitions)
  await workspace.post('connections/all/refresh', {})
  return workspace
}

async function forget(id: string, more = '', namespace = 'email'): Promise<ForgetReceipt> {
  const query = `namespace=${namespace}&id=${encodeURIComponent(id)}${more}`
  const answer = await workspace!.call('DELETE', `profiles?${query}`)
  expect(answer.text).not.toContain('"code"')
  return answer.body as unknown as ForgetReceipt
}

const persons = () => readPersons(workspace!.throughline.lake, 'all', 'n')

/** The tables of the lake that have a text anywhere. */
async function listTablesWith(text: string): Promise<readonly string[]> {
  const { lake } = workspace!.throughline
  const tables = await lake.query<{ database: string; name: string }>(sql`
    SELECT database, name FROM system.tables
    WHERE lower(database) NOT IN ('system', 'information_schema') ORDER BY name`)
  const found: string[] = []
  for (const { database, name } of tables) {
    const rows = await lake.query<object>(sql`SELECT * FROM ${ident(database)}.${ident(name)}`)
    if (JSON.stringify(rows).includes(text)) found.push(name)
  }
  return found
}

const bob = [
  ...['12:01 246', '12:02 246 Bob', '12:03 246 Bob', '12:04 246', '12:05 246 Bob', '12:06 246'],
  ...['12:07 246 Bob', '12:03 3579', '12:09 3579', '12:02 81911', '12:05 81911 Bob', '12:12 81911'],
]

describe('forgetting a person whose rows are stitched by a field', () => {
  it('erases their rows and gives the others back to their devices (2.2-a)', async () => {
    await open(rowsOf(bob), [connectionOf(byField)])
    const before = await persons()
    const planned = await forget('Bob', '&preview=true')
    const counts = [{ dataset: 'web', rowsDeleted: 5, rowsUnstitched: 5, skippedDeleted: 0 }]
    expect(planned).toMatchObject({ receipt: null, preview: true, datasets: counts })
    expect(await persons()).toEqual(before)
    const receipt = await forget('Bob')
    expect(receipt).toMatchObject({
      preview: false,
      identities: [{ namespace: 'email', id: 'Bob' }],
      datasets: counts,
      connections: ['all'],
      spaces: [],
    })
    const [on246, on3579, on81911] = ['246', '3579', '81911']
    const left = { 1: on246, 4: on246, 6: on246, 8: on3579, 9: on3579, 10: on81911, 12: on81911 }
    expect(await persons()).toEqual(left)
    expect(await listTablesWith('Bob')).toEqual([])
    const { body } = await workspace!.call('GET', 'datasets/web/batches')
    expect(body).toMatchObject([{ read: 7, added: 7, duplicates: 0 }])
    expect((await workspace!.call('GET', 'check')).body).toMatchObject({ found: [] })
    const none = [{ dataset: 'web', rowsDeleted: 0, rowsUnstitched: 0, skippedDeleted: 0 }]
    const nothing = { receipt: null, datasets: none, connections: [], spaces: [] }
    for (const id of ['Bob', 'bob', 'Bo', "' OR 1 --", 'zoë\\']) {
      expect(await forget(id)).toMatchObject(nothing)
    }
    expect(await persons()).toEqual(left)
    const unknown = await workspace!.call('DELETE', 'profiles?namespace=crm&id=Bob')
    expect(unknown.body).toMatchObject({ code: 'request/invalid', path: 'namespace' })
    expect(unknown.body['detail']).toMatch(/"crm".*ecid, email/)
  })

  it('gives a device to who shows on it later, from then on', async () => {
    await open(rowsOf(bob), [connectionOf(byField)])
    await forget('Bob')
    const rows = rowsOf(['13:00 246 Alex', '13:01 246']).map((row) => ({ ...row, n: row.n + 20 }))
    await workspace!.post('datasets/web/rows', rows)
    expect(await persons()).toMatchObject({ 1: '246', 6: '246', 21: 'Alex', 22: 'Alex' })
  })

  it('lets rows that come late name them and nothing else', async () => {
    await open(rowsOf(bob), [connectionOf(byField)])
    await forget('Bob')
    const late = rowsOf(['12:00 246 Bob', '12:03 246 Bob', '12:20 246'])
    await workspace!.post(
      'datasets/web/rows',
      late.map((row) => ({ ...row, n: row.n + 20 })),
    )
    await workspace!.post('connections/all/refresh', {})
    expect(await persons()).toMatchObject({ 1: '246', 4: '246', 6: '246', 21: 'Bob', 23: '246' })
    const again = await forget('Bob')
    expect(again.datasets).toMatchObject([{ rowsDeleted: 2, rowsUnstitched: 0 }])
    expect(await forget('Bob')).toMatchObject({ receipt: null })
    expect(await persons()).toMatchObject({ 1: '246', 4: '246', 6: '246', 23: '246' })
    expect(await listTablesWith('Bob')).toEqual([])
  })

  it('leaves the rows of a shared device to nobody else (2.2-d)', async () => {
    await open(rowsOf(['12:00 123', '12:01 123 Bob', '12:02 123 Alex', '12:03 123']), [
      connectionOf(byField),
    ])
    expect(await persons()).toEqual({ 1: 'Bob', 2: 'Bob', 3: 'Alex', 4: 'Alex' })
    await forget('Bob')
    expect(await persons()).toEqual({ 1: '123', 3: 'Alex', 4: 'Alex' })
    const later = { n: 9, ts: '2023-05-12T12:00:30Z', device: '123', person: null }
    await workspace!.post('datasets/web/rows', [later])
    expect(await persons()).toEqual({ 1: '123', 3: 'Alex', 4: 'Alex', 9: '123' })
  })

  it('erases a device that is asked for, with the rows that carry it', async () => {
    await open(rowsOf(bob.map((row) => row.replace('246', 'tablet'))), [connectionOf(byField)])
    const receipt = await forget('tablet', '', 'ecid')
    expect(receipt.datasets).toMatchObject([{ rowsDeleted: 7, rowsUnstitched: 0 }])
    expect(await persons()).toEqual({ 8: '3579', 9: '3579', 10: 'Bob', 11: 'Bob', 12: 'Bob' })
    expect(await listTablesWith('tablet')).toEqual([])
  })
})

const space = (more: object = {}, unique = true) => ({
  kind: 'identity-space',
  id: 'people',
  namespaces: [
    { id: 'crm', unique },
    { id: 'email', unique },
    { id: 'ecid', device: true },
  ],
  ...more,
})
const byGraph = {
  method: 'graph',
  space: 'people',
  persistentId: 'device',
  namespace: 'ecid',
  target: 'email',
}

describe('forgetting a person whose rows are stitched by a graph', () => {
  const gbs = [
    ...['11:00 246', '14:00 246 bob.ab@gmail.com', '15:00 246', '17:00 3579'],
    ...['19:00 3579 ted.w@gmail.com', '20:00 246', '21:00 246 bob.ab@gmail.com'],
  ]

  it('gives all rows back to their devices when all are forgotten (2.4-a)', async () => {
    await open(rowsOf(gbs), [space(), connectionOf(byGraph)])
    expect(await persons()).toMatchObject({ 1: 'bob.ab@gmail.com', 4: 'ted.w@gmail.com' })
    expect(await forget('bob.ab@gmail.com')).toMatchObject({
      datasets: [{ rowsDeleted: 2, rowsUnstitched: 3 }],
      spaces: ['people'],
    })
    await forget('ted.w@gmail.com')
    expect(await persons()).toEqual({ 1: '246', 3: '246', 4: '3579', 6: '246' })
    expect(await listTablesWith('gmail')).toEqual([])
    const none = { rowsDeleted: 0, rowsUnstitched: 0 }
    expect(await forget('ted.w@gmail.com')).toMatchObject({ datasets: [none], spaces: [] })
  })

  const shared = rowsOf(['12:00 123', '12:01 123 Bob', '12:02 123 Alex', '12:03 123'])

  it.each([
    ['device-split', 'Bob', { 1: '123', 3: 'Alex', 4: 'Alex' }],
    ['device-split', 'Alex', { 1: 'Bob', 2: 'Bob', 4: '123' }],
    ['new-after-logout', 'Bob', { 1: '123', 3: 'Alex', 4: '123' }],
    ['last-authenticated', 'Bob', { 1: 'Alex', 3: 'Alex', 4: 'Alex' }],
    ['last-authenticated', 'Alex', { 1: '123', 2: 'Bob', 4: '123' }],
  ])('lets nobody inherit a shared device (%s, without %s)', async (anonymous, who, left) => {
    await open(shared, [space({ anonymous }), connectionOf(byGraph)])
    await forget(who)
    expect(await persons()).toEqual(left)
  })

  const carried = [
    { n: 1, ts: '2023-05-12T12:00:00Z', device: '123' },
    { n: 2, ts: '2023-05-12T12:01:00Z', device: '123', crm: 'crm-7', person: 'ann@x.io' },
    { n: 3, ts: '2023-05-12T12:02:00Z', device: '123', crm: 'crm-7' },
    { n: 4, ts: '2023-05-12T12:03:00Z', device: '124', crm: 'c8' },
  ]
  const withCrm = () => {
    const connection = connectionOf(byGraph)
    const [entry] = connection.datasets
    const identities = [...entry!.identities, { field: 'crm', namespace: 'crm' }]
    return [space(), { ...connection, datasets: [{ ...entry, identities }] }]
  }

  it('takes all identities of the graph but devices', async () => {
    await open(carried, withCrm())
    expect(await forget('ann@x.io')).toMatchObject({
      identities: [
        { namespace: 'crm', id: 'crm-7' },
        { namespace: 'email', id: 'ann@x.io' },
      ],
      datasets: [{ rowsDeleted: 2, rowsUnstitched: 1 }],
    })
    expect(await persons()).toEqual({ 1: '123', 4: 'c8' })
    expect(await listTablesWith('crm-7')).toEqual([])
  })

  it('takes one identity alone when that is asked for', async () => {
    await open(carried, withCrm())
    expect(await persons()).toMatchObject({ 1: 'ann@x.io', 3: 'ann@x.io' })
    expect(await forget('ann@x.io', '&only=identity')).toMatchObject({
      identities: [{ namespace: 'email', id: 'ann@x.io' }],
      datasets: [{ rowsDeleted: 1, rowsUnstitched: 2 }],
    })
    expect(await persons()).toEqual({ 1: '123', 3: 'crm-7', 4: 'c8' })
    expect(await listTablesWith('ann@x.io')).toEqual([])
  })
})

describe('what else names somebody', () => {
  it('goes: profiles, rows put aside, rows with a known id; lookups stay', async () => {
    const header = 'id,ts,person,device'
    const csv = [
      header,
      '1,2023-05-12T12:00:00Z,ann@x.io,1',
      '1,2023-05-12T12:00:00Z,ann@x.io,1',
      '2,2023-05-12T12:01:00Z,joann@x.io,2',
      '3,soon,ann@x.io,3',
      '4,soon,joann@x.io,3',
    ]
    workspace = await openWorkspace()
    await workspace.post('apply', [
      {
        kind: 'dataset',
        id: 'web',
        type: 'event',
        timestamp: 'ts',
        rowId: 'id',
        fields: { id: 'string', ts: 'timestamp', person: 'string', device: 'string' },
      },
    ])
    await workspace.upload('web', 'web.csv', csv.join('\n'))
    const people = [
      { mail: 'ann@x.io', name: 'Ann' },
      { mail: 'joann@x.io', name: 'Jo' },
    ]
    await workspace.post('datasets/people/rows?kind=profile&key=mail', people)
    await workspace.post('datasets/table/rows?kind=lookup&key=mail', people)
    const web = { dataset: 'web', personId: 'person', namespace: 'email' }
    await workspace.post('apply', [
      {
        kind: 'connection',
        id: 'all',
        datasets: [
          web,
          { dataset: 'people', personId: 'mail', namespace: 'email' },
          { dataset: 'table', key: 'mail', matches: ['web.person'] },
        ],
      },
    ])
    await workspace.post('connections/all/refresh', {})
    expect((await forget('ann@x.io')).datasets).toEqual([
      { dataset: 'people', rowsDeleted: 1, rowsUnstitched: 0, skippedDeleted: 0 },
      { dataset: 'web', rowsDeleted: 1, rowsUnstitched: 0, skippedDeleted: 1 },
    ])
    expect(await listTablesWith('"ann@x.io')).toEqual(['dataset_table'])
    const { body } = await workspace.call('GET', 'datasets/web/skipped')
    expect(body).toMatchObject([{ rowNumber: 5, raw: expect.stringContaining('joann@x.io') }])
    const batches = await workspace.call('GET', 'datasets/web/batches')
    expect(batches.body).toMatchObject([{ read: 3, added: 1, duplicates: 0 }])
  })
})

describe('rows that were put aside', () => {
  const web = {
    kind: 'dataset',
    id: 'web',
    type: 'event',
    timestamp: 'ts',
    fields: { ts: 'timestamp', person: 'string', note: 'string' },
  }
  const connection = {
    kind: 'connection',
    id: 'all',
    datasets: [{ dataset: 'web', personId: 'person', namespace: 'email' }],
  }

  it.each([
    ['in another field', 'jsonl', '{"ts":"soon","person":"joe","note":"zoë@x.io"}'],
    ['deep inside', 'jsonl', '{"ts":"soon","person":"joe","more":{"of":["a","zoë@x.io"]}}'],
    ['with escapes', 'jsonl', String.raw`{"ts":"soon","person":"zo\u00EB@x.io"}`],
    ['as a text of JSON', 'jsonl', String.raw`{"ts":"soon","note":"{\"mail\":\"zoë@x.io\"}"}`],
    ['in another cell', 'csv', 'soon,joe,zoë@x.io'],
    ['in quotes', 'csv', 'soon,joe,"zoë@x.io"'],
  ])('go with an id %s', async (_, ending, line) => {
    workspace = await openWorkspace()
    await workspace.post('apply', [web])
    const isCsv = ending === 'csv'
    const fine = isCsv
      ? '2023-05-12T12:00:00Z,joe,'
      : '{"ts":"2023-05-12T12:00:00Z","person":"joe","note":""}'
    const other = line.replace('zo', 'joezo')
    const lines = [...(isCsv ? ['ts,person,note'] : []), fine, line, other]
    await workspace.upload('web', `web.${ending}`, lines.join('\n'))
    await workspace.post('apply', [connection])
    const before = await workspace.call('GET', 'datasets/web/skipped')
    expect(before.body).toHaveLength(2)
    const receipt = await forget('zoë@x.io')
    expect(receipt.datasets).toMatchObject([{ rowsDeleted: 0, skippedDeleted: 1 }])
    const { body } = await workspace.call('GET', 'datasets/web/skipped')
    expect(body).toMatchObject([{ raw: expect.stringContaining('joezo') }])
    expect(await forget('zoë@x.io')).toMatchObject({ receipt: null })
  })
})

describe('a process that is killed while it forgets', () => {
  it('is brought to an end at the next start', async () => {
    const { folder, throughline } = await open(rowsOf(bob), [connectionOf(byField)])
    const { forgetting, store } = throughline
    const receipt = await forgetting.preview({ namespace: 'email', id: 'Bob', isAlone: false })
    await store.forgettings.note('r1', JSON.stringify({ receipt, author: 'owner' }))
    await throughline.close()
    const again = await openThroughline({ dataDir: join(folder, 'data'), threads: 1 })
    workspace = {
      ...workspace!,
      throughline: again,
      app: createApi(again),
      close: async () => {
        await again.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
    expect(await again.store.forgettings.list()).toEqual([])
    expect(await persons()).toMatchObject({ 1: '246', 10: '81911' })
    expect(await listTablesWith('Bob')).toEqual([])
  })
})
