import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FalloutResult } from '../src/query/reports/fallout/request.ts'
import type { FreeformResult } from '../src/query/reports/freeform/request.ts'
import { cli, cliJson } from './support/command-line.ts'
import { hasShop, shopFile, shopReason } from './support/shop.ts'

const definitions = [
  { kind: 'data-view', id: 'main', connection: 'all' },
  { kind: 'data-view', id: 'ten', connection: 'all', session: { timeoutMinutes: 10 } },
  { kind: 'connection', id: 'all', datasets: [{ dataset: 'shop', personId: 'user_id' }] },
]
const all = { start: '2024-01-01', end: '2025-01-01' }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-end-to-end-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

describe.skipIf(!hasShop)(`the shop${shopReason}`, () => {
  let data: string[]
  beforeAll(async () => {
    data = ['--data', join(folder, 'shop')]
    const imported = await cliJson(['import', 'shop', shopFile, ...data])
    expect(imported).toMatchObject({ read: 31_106, added: 31_106, skipped: {} })
    await cliJson(['apply', await file('definitions.json', definitions), ...data])
  })

  const totals = async (dataView: string, metrics: readonly string[]) => {
    const columns = metrics.map((metric) => ({ metric }))
    const rows = { dimension: 'platform' }
    const request = { kind: 'freeform', dataView, dateRange: all, rows, columns }
    const stdin = JSON.stringify(request)
    return (await cliJson<FreeformResult>(['report', '-', ...data], stdin)).totals
  }

  it('has its events, people and sessions', async () => {
    expect(await totals('main', ['events', 'people', 'sessions'])).toEqual([31_106, 600, 3605])
    expect(await totals('ten', ['sessions'])).toEqual([4171])
  })

  it('loses people on the way to a purchase', async () => {
    const steps = ['home', 'product_view', 'add_to_cart', 'purchase'].map((item) => ({
      any: [{ dimension: 'event', item }],
    }))
    const request = {
      kind: 'fallout',
      dataView: 'main',
      dateRange: all,
      container: 'person',
      steps,
    }
    const path = await file('fallout.json', [request])
    const [result] = await cliJson<FalloutResult[]>(['report', path, ...data])
    expect(result?.series[0]?.steps.map(({ count }) => count)).toEqual([586, 581, 480, 247])
  })

  it('explains a report, shows a person and its own state', async () => {
    const request = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: all,
      rows: { dimension: 'platform' },
      columns: [{ metric: 'events' }],
    }
    const explained = await cliJson(['explain', await file('explain.json', request), ...data])
    expect(explained).toMatchObject({ columns: ['person', 'time', 'platform'] })
    const journey = await cliJson(['person', 'main', 'user_0000', ...data])
    expect(journey).toMatchObject({ person: 'user_0000' })
    const templates = await cliJson<{ id: string }[]>(['template', ...data])
    expect(templates.map(({ id }) => id)).toContain('bounces')
    const bounces = ['template', 'bounces', 'page=event_name', '--id', 'bounced']
    expect(await cliJson([...bounces, ...data])).toMatchObject({
      id: 'bounced',
      rules: [{ input: { field: 'event_name' } }, { function: 'case-when' }],
    })
    const power = await cliJson(['reference', 'formula-functions', 'power', ...data])
    expect(power).toMatchObject({ label: 'Power' })
    const status = await cliJson(['status', ...data])
    expect(status).toMatchObject({
      datasets: [{ id: 'shop', rows: 31_106 }],
      connections: [{ connection: 'all', events: 31_106, people: 600, isBuilt: true }],
    })
  })

  it('prints tables and CSV', async () => {
    const request = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: all,
      rows: { dimension: 'platform' },
      columns: [{ metric: 'people' }],
    }
    const path = await file('platforms.yaml', JSON.stringify(request))
    const csv = await cli(['report', path, '--format', 'csv', ...data])
    expect(csv.stdout).toBe(
      'Item,People\r\ndesktop,392\r\nmobile,297\r\ntablet,107\r\nTotal,600\r\n',
    )
    expect(csv.stderr).toBe('this is the table rows; --table totals\n')
    const totals = await cli(['report', path, '--format', 'csv', '--table', 'totals', ...data])
    expect(totals.stdout).toBe('Figure,People\r\ntotal,600\r\ntotal of the rows,600\r\n')
    expect(totals.stderr).toBe('')
    const table = await cli(['report', path, '--format', 'table', ...data])
    expect(table.stdout).toContain('desktop     392')
  })

  it('prints what came of each of several requests', async () => {
    const right = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: all,
      rows: { dimension: 'platform', items: ['desktop', 'mobil'] },
      columns: [{ metric: 'people' }],
    }
    const path = await file(
      'several.json',
      JSON.stringify([right, { kind: 'flaw' }, { kind: 'x' }]),
    )
    const told =
      /^error request\/unknown-kind: "flaw" .*allowed: flow, .*\(at \[1\]\.kind\)\nerror request.*\[2\]\.kind\)\n$/
    const json = await cli(['report', path, ...data])
    expect(json.code).toBe(1)
    expect(json.stderr).toMatch(told)
    expect(JSON.parse(json.stdout)).toMatchObject([
      { rows: [{ item: 'desktop' }, { item: 'mobil' }], meta: { warnings: [expect.any(String)] } },
      { error: { code: 'request/unknown-kind' } },
      { error: { code: 'request/unknown-kind' } },
    ])
    const csv = await cli(['report', path, '--format', 'csv', '--table', '1.rows', ...data])
    expect(csv.code).toBe(1)
    expect(csv.stdout).toMatch(/^Item,People\r\n/)
    expect(csv.stderr).toMatch(/^warning: platform never is "mobil"; the nearest: mobile, /)
    const explained = await cli(['explain', path, ...data])
    expect(explained.stderr).toMatch(told)
  })

  it('gives its definitions back as files', async () => {
    const pulled = join(folder, 'pulled')
    await cli(['pull', pulled, ...data])
    expect((await readdir(pulled)).sort()).toEqual(['connection', 'data-view', 'dataset'])
    const applied = await cliJson<{ changes: { change: string }[] }>(['apply', pulled, ...data])
    expect(applied.changes.map(({ change }) => change)).toEqual(new Array(4).fill('unchanged'))
  })
})

describe('wrong input', () => {
  let data: string[]
  beforeAll(async () => {
    data = ['--data', join(folder, 'wrong')]
    const rows =
      'who,ts,page,price\nann,2026-01-01T10:00:00Z,Home,3\n,2026-01-01T10:00:00Z,Home,4\n'
    await cliJson(['import', 'web', await file('web.csv', rows), ...data])
    const good = [
      { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
      { kind: 'data-view', id: 'main', connection: 'all' },
    ]
    await cliJson(['apply', await file('good.json', good), ...data])
  })

  const fails = async (argv: readonly string[], code: number, line: RegExp) => {
    const ended = await cli([...argv, ...data])
    expect(ended.stderr).toMatch(line)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.code).toBe(code)
  }

  it('is told from errors by the exit code', async () => {
    await fails(['imprt'], 2, /^error usage: there is no command imprt; the nearest is import;/)
    await fails(['stitchin'], 2, /there is no command stitchin; the nearest is stitching; try/)
    await fails(['constructor'], 2, /there is no command constructor; try throughline --help/)
    await fails(['identity', 'mrge'], 2, /no command identity mrge; the nearest is merge; try/)
    await fails(
      ['status', '--formt', 'json'],
      2,
      /Unknown option '--formt'; the nearest is --format;/,
    )
    await fails(['import', 'web'], 2, /^error usage: usage: throughline import/)
    await fails(['status', '--nope'], 2, /^error usage: Unknown option.*throughline status --help/)
    await fails(['status', '--format', 'xml'], 2, /^error usage: --format is json or table/)
  })

  it('says that a port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await fails(['serve', '--port', `${port}`], 1, /^error server\/cannot-listen: .*--port/)
    other.close()
  })

  it('of files gives one line', async () => {
    await fails(['import', 'web', 'nowhere.csv'], 1, /^error import\/not-found: /)
    await fails(
      ['import', 'Web', await file('x.csv', 'a\n1\n')],
      1,
      /^error request\/invalid: .*id/,
    )
    await fails(['apply', 'nowhere.json'], 1, /^error import\/not-found: /)
    await fails(['report', await file('bad.json', '{"kind":')], 1, /^error import\/unreadable: /)
    await mkdir(join(folder, 'empty'))
    await fails(['apply', join(folder, 'empty')], 1, /^error import\/unreadable: .*\.yaml/)
  })

  it('of definitions names the place in the file and changes nothing', async () => {
    const view = { kind: 'data-view', id: 'bad', connection: 'all' }
    const cases: [object, RegExp][] = [
      [{ kind: 'dashboard', id: 'x' }, /unknown-kind.*\[1\]: kind/],
      [{ ...view, colour: 'red' }, /definition\/invalid.*\[1\]: colour/],
      [{ ...view, connection: 'none' }, /unknown-reference.*\[1\]: connection/],
      [
        { ...view, dimensions: [{ id: 'p', field: 'pag' }] },
        /unknown-field: there is no field "pag".*\[1\]: dimensions\[0\]\.field/,
      ],
      [
        {
          ...view,
          metrics: [
            { id: 'm', field: 'price' },
            { id: 'n', field: 'prize' },
          ],
        },
        /unknown-field.*\[1\]: metrics\[1\]\.field/,
      ],
      [
        { ...view, segment: { container: 'event', where: { dimension: 'pag', op: 'exists' } } },
        /unknown-component.*\[1\]: segment\.where\.dimension/,
      ],
      [
        {
          ...view,
          derivedFields: [{ id: 'd', rules: [{ function: 'lowercase', input: { field: 'pag' } }] }],
        },
        /unknown-field.*\[1\]: derivedFields\[0\]\.rules\[0\]/,
      ],
      [
        { kind: 'connection', id: 'c2', datasets: [{ dataset: 'web' }] },
        /connection\/missing-setting.*\[1\]: datasets\[0\]/,
      ],
      [
        { kind: 'connection', id: 'c2', datasets: [{ dataset: 'web', personId: 'nobody' }] },
        /unknown-field.*\[1\]: datasets\[0\]\.personId/,
      ],
      [{ kind: 'dataset', id: 'web', type: 'lookup' }, /dataset\/wrong-kind.*\[1\]: type/],
      [
        { kind: 'dataset', id: 'web', type: 'event', fields: { price: 'string' } },
        /dataset\/schema-mismatch.*\[1\]: fields\.price/,
      ],
      [
        {
          kind: 'segment',
          id: 's',
          dataView: 'main',
          definition: { container: 'person', where: { dimension: 'pag', op: 'exists' } },
        },
        /unknown-component.*\[1\]: definition\.where\.dimension/,
      ],
      [
        { kind: 'calculated-metric', id: 'cm', dataView: 'main', formula: { metric: 'nothing' } },
        /unknown-component.*\[1\]: formula\.metric/,
      ],
    ]
    const good = { kind: 'date-range', id: 'fine', start: '2026-01-01', end: '2026-02-01' }
    for (const [definition, line] of cases) {
      await fails(['apply', await file('bad-definition.json', [good, definition])], 1, line)
    }
    await fails(['delete', 'date-range', 'fine'], 1, /^error definition\/unknown-id/)
    await fails(['delete', 'data-view', 'nope'], 1, /^error definition\/unknown-id/)
    await fails(['delete', 'connection', 'all'], 1, /^error definition\/in-use/)
  })

  it('of requests names the place in the request', async () => {
    const good = {
      kind: 'freeform',
      dataView: 'main',
      dateRange: all,
      rows: { dimension: 'page' },
      columns: [{ metric: 'events' }],
    }
    const cases: [object, RegExp][] = [
      [{ ...good, kind: 'pie' }, /request\/unknown-kind.*at \[1\]\.kind/],
      [{ ...good, dataView: 'none' }, /data-view\/unknown.*at \[1\]\.dataView/],
      [{ ...good, extra: 1 }, /request\/invalid.*at \[1\]\.extra/],
      [{ ...good, rows: { dimension: 'pag' } }, /unknown-component.*rows\.dimension/],
      [
        { ...good, columns: [{ metric: 'x' }] },
        /unknown-component.*at \[1\]\.columns\[0\]\.metric/,
      ],
      [{ ...good, dateRange: 'last-blue-moon' }, /unknown-date-range.*at \[1\]\.dateRange/],
    ]
    for (const [request, line] of cases) {
      await fails(['report', await file('bad-request.json', [good, request])], 1, line)
    }
    await fails(['refresh', 'none'], 1, /^error connection\/unknown/)
    await fails(['person', 'main', 'nobody'], 1, /^error person\/unknown/)
  })

  it('of rows is counted, not dropped silently', async () => {
    const status = await cliJson(['refresh', 'all', ...data])
    expect(status).toMatchObject({ events: 1, persons: 1 })
  })
})
