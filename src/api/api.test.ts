import { parquetReadObjects } from 'hyparquet'
import type { ReferenceAnswer } from '../model/answers/reference.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../lake/sql.ts'
import { openWorkspace, type Workspace } from '../../test/support/workspace.ts'
import { createApi } from './index.ts'

const rows = [
  { who: 'ann', ts: '2026-01-01T10:00:00Z', page: 'Home', price: 3 },
  { who: 'ann', ts: '2026-01-01T10:01:00Z', page: 'Cart', price: 4 },
  { who: 'bob', ts: '2026-01-02T10:00:00Z', page: 'Home', price: 5 },
]
const definitions = [
  { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
  { kind: 'data-view', id: 'main', connection: 'all' },
]
const request = {
  kind: 'freeform',
  dataView: 'main',
  dateRange: { start: '2026-01-01', end: '2026-02-01' },
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }, { metric: 'people' }],
}

let workspace: Workspace

/** Whether a response says what it holds. */
function isDescribed(response: unknown): boolean {
  const { content = {} } = response as { content?: Record<string, { schema?: object }> }
  const media = Object.values(content)
  return media.length > 0 && media.every(({ schema = {} }) => Object.keys(schema).length > 0)
}

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.post('datasets/web/rows', rows)
  await workspace.post('apply', definitions)
})
afterAll(() => workspace.close())

describe('definitions', () => {
  const segment = {
    kind: 'segment',
    id: 'carts',
    dataView: 'main',
    definition: {
      container: 'person',
      where: { dimension: 'page', op: 'equals', value: 'Cart' },
    },
  }

  it('carry their version as ETag, which If-Match must name', async () => {
    const made = await workspace.call('PUT', 'definitions/segment/carts', segment)
    expect([made.status, made.headers.get('etag')]).toEqual([200, '"1"'])
    const late = { 'if-match': '"7"' }
    const refused = await workspace.call('PUT', 'definitions/segment/carts', segment, late)
    expect(refused).toMatchObject({ status: 412, body: { code: 'definition/version-conflict' } })
    const changed = { ...segment, name: 'Carts' }
    const kept = await workspace.call('PUT', 'definitions/segment/carts', changed, {
      'if-match': '"1"',
    })
    expect(kept.headers.get('etag')).toBe('"2"')
    expect((await workspace.call('GET', 'definitions/segment/carts')).body).toEqual(changed)
    const again = await workspace.call('PUT', 'definitions/segment/carts', segment, {
      'if-none-match': '*',
    })
    expect(again.status).toBe(412)
  })

  it('are refused where they contradict the address or the data', async () => {
    const other = await workspace.call('PUT', 'definitions/segment/x', segment)
    expect(other).toMatchObject({ status: 400, body: { path: 'id' } })
    const where = { dimension: 'pag', op: 'exists' }
    const wrong = { ...segment, definition: { container: 'person', where } }
    const refused = await workspace.call('PUT', 'definitions/segment/carts', wrong)
    expect(refused.body).toMatchObject({ path: 'definition.where.dimension' })
    expect((await workspace.call('GET', 'definitions/pie/x')).body).toMatchObject({
      code: 'definition/unknown-kind',
    })
  })

  it('know who uses them and cannot be removed before', async () => {
    const users = await workspace.call('GET', 'definitions/data-view/main/used-by')
    expect(users.body).toEqual([{ kind: 'segment', id: 'carts', path: 'dataView' }])
    const refused = await workspace.call('DELETE', 'definitions/data-view/main')
    expect(refused).toMatchObject({ status: 409, body: { code: 'definition/in-use' } })
    expect((await workspace.call('DELETE', 'definitions/segment/carts')).status).toBe(204)
  })

  it('come with an import of a dataset that nobody had defined', async () => {
    expect((await workspace.call('GET', 'definitions/dataset/web')).body).toMatchObject({
      type: 'event',
      timestamp: 'ts',
      fields: { who: 'string', ts: 'timestamp', page: 'string', price: 'number' },
    })
  })
})

describe('data', () => {
  it('is imported from a raw body, a form, and rows; and taken out again', async () => {
    const csv = 'who,ts,page,price\ncat,2026-01-03T10:00:00Z,Help,1\n'
    const raw = await workspace.call('POST', 'datasets/web/import?name=a.csv', csv)
    expect(raw.body).toMatchObject({
      read: 1,
      added: 1,
      batches: [{ source: 'a.csv' }],
      connections: [{ connection: 'all', events: 4, persons: 3 }],
    })
    const form = new FormData()
    form.set('file', new File([csv.replace('cat', 'dan')], 'b.csv'))
    const init = { method: 'POST', body: form }
    expect((await workspace.app.request('/api/v1/datasets/web/import', init)).status).toBe(200)
    const batches = (await workspace.call('GET', 'datasets/web/batches')).body
    expect(batches).toMatchObject([{ batch: 3, source: 'b.csv' }, { batch: 2 }, { batch: 1 }])
    await workspace.call('DELETE', 'datasets/web/batches/3')
    await workspace.call('DELETE', 'datasets/web/batches/2')
    const status = await workspace.call('GET', 'connections/all/status')
    expect(status.body).toMatchObject({ events: 3, people: 2, isBuilt: true })
  })

  it('of this machine is not read for others', async () => {
    const refused = await workspace.call(
      'POST',
      'datasets/web/import',
      { url: '/etc/hostname' },
      { 'content-type': 'application/json' },
    )
    expect(refused).toMatchObject({ status: 400, body: { path: 'url' } })
  })

  it('that cannot be imported leaves no dataset behind', async () => {
    const refused = await workspace.call(
      'POST',
      'datasets/none/import?name=a.parquet',
      'no parquet',
    )
    expect(refused.status).toBe(400)
    expect((await workspace.call('GET', 'datasets/none')).status).toBe(404)
  })

  it('is counted in the state of the workspace', async () => {
    expect((await workspace.call('GET', 'status')).body).toMatchObject({
      datasets: [{ id: 'web', rows: 3 }],
    })
    expect((await workspace.call('GET', '/metrics')).text).toContain(
      'throughline_connection_events{connection="all"} 3',
    )
    expect((await workspace.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
  })

  it('is ready while all that reads it is busy', async () => {
    const { lake } = workspace.throughline
    let isBusy = true
    const sleeping = Array.from({ length: 6 }, () => lake.query(sql`SELECT sleep(1)`))
    const busy = Promise.all(sleeping).then(() => {
      isBusy = false
    })
    expect((await workspace.call('GET', '/readyz')).body).toEqual({ status: 'ready' })
    expect(isBusy).toBe(true)
    await busy
  })
})

describe('reports', () => {
  it('answer one request, or many in order', async () => {
    const one = await workspace.call('POST', 'reports', { ...request, id: 'mine' })
    expect(one.body).toMatchObject({ totals: [3, 2] })
    const daily = { ...request, rows: { dimension: 'day' } }
    const many = await workspace.call('POST', 'reports', { id: 'ours', requests: [request, daily] })
    expect(many.body).toMatchObject([{ rowCount: 2 }, { rowCount: 2 }])
  })

  it('answer with a table for spreadsheets, by the address or by what is accepted', async () => {
    const flow = {
      kind: 'flow',
      dataView: 'main',
      dateRange: request.dateRange,
      dimension: 'page',
      anchor: { contains: { item: 'Home' } },
    }
    const nodes = await workspace.call('POST', 'reports?format=csv', flow)
    expect(nodes.headers.get('content-type')).toContain('text/csv')
    expect(nodes.headers.get('throughline-tables')).toBe('nodes, links, summary')
    expect(nodes.text).toMatch(/^Column,Dimension,Node,Item,Special,Paths\r\n/)
    const both = { requests: [request, flow] }
    const links = await workspace.call('POST', 'reports?table=2.links', both, {
      accept: 'text/csv',
    })
    expect(links.text).toMatch(/^From,To,Paths\r\n/)
    expect(await workspace.call('POST', 'reports?format=csv&table=rows', both)).toMatchObject({
      status: 400,
      body: { code: 'request/unknown-component' },
    })
    const parquet = await workspace.app.request('/api/v1/reports?format=parquet', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(flow),
    })
    expect(parquet.headers.get('content-type')).toBe('application/vnd.apache.parquet')
    const [first] = await parquetReadObjects({ file: await parquet.arrayBuffer() })
    expect(Object.keys(first ?? {}).join()).toBe('Column,Dimension,Node,Item,Special,Paths')
    const json = await workspace.call('POST', 'reports', flow, { accept: 'application/json, */*' })
    expect(json.body).toHaveProperty('columns')
  })

  it('fail one by one in an array', async () => {
    const wrong = [
      { kind: 'no' },
      { ...request, dataView: 'mian' },
      { ...request, rows: { dimension: 'pag' } },
    ]
    const { status, body } = await workspace.call('POST', 'reports', [request, ...wrong, request])
    expect(status).toBe(200)
    const placed = (index: number, code: string, path: string, statusCode = 400) => ({
      error: { code, status: statusCode, path: `[${index}].${path}` },
    })
    expect(body).toMatchObject([
      { totals: [3, 2] },
      placed(1, 'request/unknown-kind', 'kind'),
      placed(2, 'data-view/unknown', 'dataView', 404),
      placed(3, 'request/unknown-component', 'rows.dimension'),
      { totals: [3, 2], meta: { warnings: [] } },
    ])
    const plans = await workspace.call('POST', 'reports/explain', [...wrong, request])
    expect(plans.body).toMatchObject([
      { error: {} },
      { error: {} },
      { error: {} },
      { columns: ['person', 'time', 'page'] },
    ])
    const alone = await workspace.call('POST', 'reports', wrong[0])
    expect(alone.status).toBe(400)
  })

  it('name a data view by its external id', async () => {
    const { body: main } = await workspace.call('GET', 'definitions/data-view/main')
    const { version: _, updatedAt: __, ...saved } = main as Record<string, unknown>
    await workspace.post('apply', [
      { ...saved, id: 'second', externalId: 'Shop_DE' },
      { ...saved, id: 'third', name: 'The  whole shop' },
    ])
    for (const dataView of ['second', 'Shop_DE', 'The_whole_shop']) {
      const found = await workspace.call('POST', 'reports', { ...request, dataView })
      expect(found.body).toMatchObject({ totals: [3, 2] })
    }
    expect((await workspace.call('GET', 'data-views/Shop_DE/components')).status).toBe(200)
    for (const externalId of ['Shop_DE', 'main']) {
      const taken = await workspace.call('POST', 'apply', { ...saved, id: 'fourth', externalId })
      expect(taken.body).toMatchObject({ code: 'definition/invalid', path: '[0].externalId' })
    }
  })

  it('stream nothing and cancel nothing that does not run', async () => {
    expect((await workspace.call('GET', 'reports/nope/events')).body).toMatchObject({
      code: 'report/unknown',
    })
    expect((await workspace.call('DELETE', 'reports/nope')).status).toBe(404)
    expect((await workspace.call('GET', 'reports')).body).toEqual([])
  })

  it('come with what pickers need', async () => {
    const components = await workspace.call('GET', 'data-views/main/components')
    expect(components.body).toMatchObject({
      dimensions: expect.arrayContaining([expect.objectContaining({ id: 'page' })]),
      metrics: expect.arrayContaining([expect.objectContaining({ id: 'price' })]),
    })
    const items = await workspace.call('GET', 'data-views/main/dimensions/page/items?search=ho')
    expect(items.body).toEqual({ items: [{ item: 'Home', events: 2 }], count: 1 })
  })

  it('are previewed before a definition is saved', async () => {
    const where = { dimension: 'page', op: 'equals', value: 'Cart' }
    const preview = { dataView: 'main', definition: { container: 'person', where } }
    expect((await workspace.call('POST', 'previews/segment', preview)).body).toMatchObject({
      kept: { people: 1, events: 2 },
      total: { people: 2, events: 3 },
      share: { people: 0.5 },
    })
    const rules = [{ function: 'lowercase', input: { field: 'page' } }]
    const derived = { dataView: 'main', derivedField: { id: 'low', rules } }
    expect((await workspace.call('POST', 'previews/derived-field', derived)).body).toMatchObject({
      fields: [{ field: 'page', items: [{ item: 'Home', events: 2 }, { item: 'Cart' }] }],
      rules: [{ items: [{ item: 'home', events: 2 }, { item: 'cart' }] }],
    })
    const draft = {
      ...definitions[1],
      dimensions: [{ id: 'page', field: 'page', lowercase: true }],
    }
    const items = await workspace.call('POST', 'previews/items', {
      dataView: draft,
      dimension: 'page',
    })
    expect(items.body).toMatchObject({ after: { items: [{ item: 'home' }, { item: 'cart' }] } })
    const formula = await workspace.call('POST', 'previews/formula', {
      formula: { metric: 'price' },
    })
    const { text } = formula.body as { readonly text: string }
    expect((await workspace.call('POST', 'previews/formula', { text })).body).toEqual(formula.body)
  })
})

describe('progress', () => {
  it('is sent as events to those who accept them', async () => {
    const events = { accept: 'text/event-stream' }
    const done = await workspace.call('POST', 'connections/all/refresh', undefined, events)
    expect(done.text).toMatch(/event: progress\n.*event: result\ndata: \{"connection":"all"/s)
    const failed = await workspace.call('POST', 'connections/none/refresh', undefined, events)
    expect(failed.text).toContain('event: problem')
  })
})

describe('the API', () => {
  it('says what is not there, and what is wrong with a body or parameter', async () => {
    const missing = await workspace.call('GET', 'nowhere')
    expect(missing).toMatchObject({ status: 404, body: { code: 'server/not-found' } })
    expect(missing.headers.get('content-type')).toBe('application/problem+json')
    expect((await workspace.call('GET', '/nowhere')).status).toBe(404)
    const body = await workspace.call('POST', 'reports', '{')
    expect(body).toMatchObject({ status: 400, body: { code: 'server/invalid-body' } })
    const parameter = await workspace.call('GET', 'datasets/web/skipped?limit=x')
    expect(parameter).toMatchObject({ status: 400, body: { path: 'limit' } })
  })

  it('refuses bodies that are too large, and requests without the token', async () => {
    const strict = createApi(workspace.throughline, { token: 'secret', bodyLimitBytes: 100 })
    const ask = (headers: Record<string, string>, body = '{}') =>
      strict.request('/api/v1/reports', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    expect((await ask({})).status).toBe(401)
    expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(401)
    const right = { authorization: 'Bearer secret' }
    expect((await ask({ ...right, 'content-length': '200' }, 'x'.repeat(200))).status).toBe(413)
    expect((await ask({ ...right, 'content-length': '2' })).status).toBe(400)
    expect((await strict.request('/healthz')).status).toBe(200)
  })

  it('fills in templates of derived fields, ready to be put into a data view', async () => {
    const { body: all } = await workspace.call('GET', 'derived-field-templates')
    expect(all).toContainEqual({
      id: 'domain-name',
      label: 'Domain name',
      description: expect.any(String) as string,
      inputs: { referrer: expect.any(String) as string },
      example: expect.any(Object) as object,
    })
    const inputs = { referrer: 'url' }
    const filled = await workspace.call('POST', 'derived-field-templates/domain-name', { inputs })
    expect(filled.body).toMatchObject({ id: 'domain-name' })
    expect(JSON.stringify(filled.body)).toContain('{"field":"url"}')
    const { body: main } = await workspace.call('GET', 'definitions/data-view/main')
    const { version: _, updatedAt: __, ...saved } = main as Record<string, unknown>
    const dataView = { ...saved, derivedFields: [filled.body] }
    const preview = { dataView, dimension: 'page' }
    expect((await workspace.call('POST', 'previews/items', preview)).status).toBe(200)
    const wrong = { inputs: { page: 'url' } }
    expect(
      await workspace.call('POST', 'derived-field-templates/domain-name', wrong),
    ).toMatchObject({
      status: 400,
      body: { code: 'request/invalid', path: 'inputs.page' },
    })
    expect(await workspace.call('POST', 'derived-field-templates/none', {})).toMatchObject({
      status: 404,
      body: { code: 'definition/unknown-id' },
    })
  })

  it('says what can be written in definitions, with examples, and what errors mean', async () => {
    const { body } = await workspace.call('GET', 'reference')
    const sections = body as unknown as ReferenceAnswer
    const find = (section: string, id: string) =>
      sections.find((one) => one.id === section)?.entries.find((entry) => entry.id === id)
    expect(find('attribution-models', 'linear')).toMatchObject({ label: 'Linear' })
    expect(find('report-kinds', 'people')).toMatchObject({
      examples: [{ kind: 'people' }, { kind: 'people' }],
      settings: { properties: { limit: {} } },
    })
    expect(find('allocations', 'all')).toMatchObject({ label: 'All' })
    expect(find('formula-functions', 'power')).toMatchObject({
      arguments: [{}, { name: 'exponent' }],
    })
    expect(find('derived-field-functions', 'split')).toMatchObject({
      settings: { required: ['input', 'delimiter'] },
    })
    expect(find('date-ranges', 'last-7-days')).toMatchObject({
      description: 'From the start of the day 6 days ago to the end of this day.',
    })
    expect(find('error-codes', 'dataset/unknown')).toMatchObject({
      description: 'there is no dataset "‹id›"; allowed: ….',
      status: 404,
    })
    const one = await workspace.call('GET', 'reference/conditions')
    expect(one.body).toMatchObject({
      id: 'conditions',
      entries: expect.arrayContaining([expect.objectContaining({ id: 'sequence' })]),
    })
    expect((await workspace.call('GET', 'reference/x')).body).toMatchObject({
      code: 'reference/unknown',
    })
  })

  it('describes all its routes, with schemas whose references exist', async () => {
    const { body } = await workspace.call('GET', 'openapi.json')
    const document = body as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
      components: { schemas: Record<string, unknown> }
    }
    const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)
    const unknown = [...refs]
      .map(([, name]) => name!)
      .filter((n) => !(n in document.components.schemas))
    expect(unknown).toEqual([])
    expect(JSON.stringify(document)).not.toContain('"vocabulary"')
    expect(Object.keys(document.paths)).toContain('/datasets/{id}/import')
    const silent = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { responses }]) => !('204' in responses) && !isDescribed(responses['200']))
        .map(([method]) => `${method} ${path}`),
    )
    expect(silent).toEqual([])
  })
})
