import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DescribedAnswers, describedAnswers } from '../../test/support/described-answers.ts'
import { openWorkspace, type Workspace } from '../../test/support/workspace.ts'
import type { IdentityEdit, IdentityGraph } from '../model/answers/identity.ts'
import type { ForgetReceipt, ProfileEvents } from '../model/answers/profiles.ts'

let workspace: Workspace
let described: DescribedAnswers
const asked = new Set<string | undefined>()

beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1, allowsLocalBackups: true })
  described = await describedAnswers(workspace.app)
})
afterAll(() => workspace.close())

/** The workspace parses the answer with what the OpenAPI document says of it. */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { status, text, body: answer } = await workspace.call(method, path, body)
  expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, ''])
  asked.add(described.routeOf(method, path))
  return answer as T
}

const segment = { container: 'person', where: { dimension: 'page', op: 'exists' } }
const derivedField = { id: 'low', rules: [{ function: 'lowercase', input: { field: 'page' } }] }
const dateRange = { start: '2026-01-01', end: '2026-03-01' }
const table = {
  kind: 'freeform',
  dataView: 'harbor-and-pine',
  dateRange,
  rows: { dimension: 'page' },
  columns: [{ metric: 'people' }],
}
const { dataView: _, dateRange: __, ...withoutPlace } = table
const stitched = {
  kind: 'connection',
  id: 'stitched',
  datasets: [
    {
      dataset: 'web',
      personId: 'email',
      namespace: 'email',
      stitch: { method: 'field', persistentId: 'cookie', namespace: 'cookie' },
    },
  ],
}
const logins = {
  rows: [
    { ts: '2026-01-01T10:00:00Z', user: 'u1', device: 'd1' },
    { ts: '2026-01-01T10:01:00Z', user: 'u2', device: 'd2' },
    { ts: '2026-01-01T10:02:00Z', user: 'u1', device: 'd2' },
    ...['u3', 'u4', 'u5'].map((user) => ({ ts: '2026-01-01T10:03:00Z', user, device: 'kiosk' })),
  ],
  definitions: [
    {
      kind: 'identity-space',
      id: 'people',
      namespaces: [{ id: 'user', unique: true }, { id: 'device' }],
      guard: { people: 2 },
    },
    {
      kind: 'connection',
      id: 'logins',
      datasets: [
        {
          dataset: 'logins',
          personId: 'device',
          space: 'people',
          identities: [
            { field: 'user', namespace: 'user' },
            { field: 'device', namespace: 'device' },
          ],
        },
      ],
    },
  ],
}
const lateRow = [{ ts: '2026-02-20T10:00:00Z', event_id: 'late' }]

describe('answers are as the OpenAPI document says', () => {
  it.each<[method: string, path: string, body?: unknown]>([
    ['POST', 'demo?people=30&day=2026-03-01'],
    ['GET', 'status'],
    ['GET', 'session'],
    ['POST', 'session', { token: 'none is needed' }],
    ['GET', `instance?nonce=${'0'.repeat(64)}`],
    ['GET', 'check'],
    ['POST', 'check/repair'],
    ['GET', 'datasets'],
    ['GET', 'datasets/web'],
    ['GET', 'datasets/web/guessed'],
    ['GET', 'datasets/web/denials'],
    ['GET', 'datasets/web/fields?field=ts&field=products.sku'],
    ['GET', 'datasets/web/fields/values?field=ts'],
    ['GET', 'datasets/web/batches'],
    ['GET', 'datasets/web/skipped'],
    ['GET', 'datasets/web/skipped/counts'],
    ['POST', 'datasets/web/rows', lateRow],
    ['POST', 'datasets/web/skipped/replay', {}],
    ['POST', 'datasets/web/preview?name=late.json', lateRow],
    ['POST', 'datasets/web/import?name=late.json', lateRow],
    ['DELETE', 'datasets/web/batches/1'],
    ['GET', 'definitions/data-view'],
    ['GET', 'definitions/data-view/harbor-and-pine'],
    ['GET', 'definitions/data-view/harbor-and-pine/used-by'],
    ['GET', 'definitions/data-view/harbor-and-pine/versions'],
    [
      'POST',
      'apply',
      { kind: 'segment', id: 's', dataView: 'harbor-and-pine', definition: segment },
    ],
    ['PUT', 'definitions/segment/t', { dataView: 'harbor-and-pine', definition: segment }],
    ['PUT', 'definitions/segment/u', { dataView: 'harbor-and-pine', definition: segment }],
    ['POST', 'definitions/segment/u/merge', { into: 't' }],
    ['GET', 'connections/harbor-and-pine/status'],
    ['POST', 'connections/harbor-and-pine/refresh'],
    ['GET', 'connections/harbor-and-pine/missing-persons?dataset=web'],
    ['GET', 'connections/harbor-and-pine/held-back?dataset=web'],
    ['POST', 'apply', stitched],
    ['POST', 'connections/stitched/stitching/replay'],
    ['GET', 'connections/stitched/stitching'],
    [
      'POST',
      'connections/stitched/stitching/what-if',
      { datasets: { web: { stitch: null } }, dimension: null },
    ],
    ['POST', 'connections/stitched/stitching/anonymous-ways', { metrics: ['people'] }],
    ['GET', 'data-views/harbor-and-pine/components'],
    [
      'POST',
      'identity/simulate',
      {
        settings: { priority: ['crm', 'cookie'], unique: ['crm'] },
        events: [
          ['crm:a', 'cookie:k'],
          ['crm:b', 'cookie:k'],
        ],
      },
    ],
    ['GET', 'derived-field-templates'],
    ['POST', 'derived-field-templates/bounces', { inputs: { page: 'web.page' } }],
    ['POST', 'folders/move', { components: [{ kind: 'segment', id: 't' }], folder: 'Of tests' }],
    ['GET', 'data-views/harbor-and-pine/folders/elsewhere?path=Of%20tests'],
    ['POST', 'data-views/harbor-and-pine/folders/rename', { from: 'Of tests', to: 'Tests' }],
    ['GET', 'data-views/harbor-and-pine/saved-components'],
    ['GET', 'data-views/harbor-and-pine/labels'],
    ['GET', 'data-views/harbor-and-pine/annotations'],
    ['GET', 'data-views/harbor-and-pine/dimensions/page/items'],
    ['GET', 'reference'],
    ['GET', 'reference/error-codes'],
    ['GET', 'policies'],
    ['GET', 'destination-types'],
    ['GET', 'storage'],
    ['GET', 'reports'],
    ['POST', 'reports', [table, { ...table, rows: { dimension: 'day' } }]],
    ['POST', 'reports/denials', table],
    ['POST', 'reports/explain', table],
    [
      'POST',
      'reports/explain',
      {
        request: { ...table, columns: [{ id: 'n', metric: 'people' }], explain: { column: 'n' } },
        comparedWith: { start: '2026-01-01', end: '2026-02-01' },
      },
    ],
    [
      'POST',
      'reports/people',
      {
        request: { ...table, columns: [{ id: 'n', metric: 'people' }], explain: { column: 'n' } },
        limit: 5,
      },
    ],
    ['POST', 'previews/segment', { dataView: 'harbor-and-pine', definition: segment, dateRange }],
    [
      'POST',
      'previews/segment-rules',
      { dataView: 'harbor-and-pine', definition: segment, dateRange },
    ],
    ['POST', 'previews/date-range', { dataView: 'harbor-and-pine', ...dateRange }],
    ['POST', 'previews/derived-field', { dataView: 'harbor-and-pine', derivedField }],
    [
      'POST',
      'previews/items',
      {
        dataView: { kind: 'data-view', id: 'new', connection: 'harbor-and-pine' },
        dimension: 'page',
      },
    ],
    [
      'POST',
      'previews/items',
      {
        dataView: { kind: 'data-view', id: 'harbor-and-pine', connection: 'harbor-and-pine' },
        dimension: 'day',
        metric: 'sessions',
        dateRange,
      },
    ],
    [
      'POST',
      'previews/sessions',
      { dataView: { kind: 'data-view', id: 'new', connection: 'harbor-and-pine' }, dateRange },
    ],
    [
      'POST',
      'previews/data-view',
      { dataView: { kind: 'data-view', id: 'harbor-and-pine', connection: 'harbor-and-pine' } },
    ],
    ['POST', 'previews/formula', { text: 'people * 2', dataView: 'harbor-and-pine', dateRange }],
  ])('%s %s', (method, path, body) => call(method, path, body))

  it('of an identity space', async () => {
    await call('POST', 'datasets/logins/rows', logins.rows)
    await call('POST', 'apply', logins.definitions)
    await call('GET', 'identity/people')
    await call('GET', 'identity/people/quarantine')
    await call('GET', 'identity/people/suspects')
    await call('GET', 'identity/people/identities?search=u1')
    const graph = await call<IdentityGraph>('GET', 'identity/people/graphs?id=user:u1')
    expect([graph.links.length, graph.lost.length]).not.toContain(0)
    await call('DELETE', `identity/people/links/${encodeURIComponent(graph.links[0]!.link)}`)
    await call('POST', 'identity/people/links', [{ ids: ['user:u1', 'device:d9'], note: 'said' }])
    await call('POST', 'identity/people/split', { ids: ['device:d9'] })
    const merged = await call<IdentityEdit>('POST', 'identity/people/merge', {
      ids: ['device:d8', 'device:d9'],
    })
    await call('POST', `identity/people/changes/${merged.change}/undo`)
    await call('GET', 'identity/people/ledger')
    const judged = 'identity/people/quarantine/device:kiosk'
    await call('POST', `${judged}/release`, { note: 'a family' })
    await call('POST', `${judged}/block`, {})
    await call('DELETE', 'profiles?namespace=user&id=u1&preview=true')
    const receipt = await call<ForgetReceipt>('DELETE', 'profiles?namespace=user&id=u1')
    expect(receipt.datasets).toMatchObject([{ dataset: 'logins' }])
  })

  it('of a source', async () => {
    const source = { kind: 'source', id: 'shop', dataset: 'collected', protocols: ['segment'] }
    await call('POST', 'apply', source)
    const { id, key } = await call<{ id: string; key: string }>('POST', 'sources/shop/keys')
    await workspace.call('POST', '/v1/track', { event: 'nobody', writeKey: key })
    await call('GET', 'sources')
    await call('GET', 'sources/shop')
    await call('GET', 'sources/shop/denials')
    await call('GET', `sources/shop/snippets?key=${key}`)
    const { rows } = await call<{ rows: { id: string }[] }>('GET', 'sources/shop/rejected')
    const again = rows.map((row) => ({ id: row.id }))
    await call('POST', 'sources/shop/rejected/replay', { rows: again })
    const revoked = await workspace.call('DELETE', `sources/shop/keys/${id}`)
    expect(revoked.status).toBe(204)
    asked.add(described.routeOf('DELETE', `sources/shop/keys/${id}`))
    // Parsed in test/collection/segment.test.ts, where something arrives.
    asked.add(described.routeOf('GET', 'sources/shop/live'))
  })

  it('of a destination', async () => {
    const settings = { url: 'https://crm.example.com/hook' }
    await call('POST', 'apply', { kind: 'destination', id: 'hook', type: 'webhook', settings })
    await call('GET', 'destinations')
    await call('GET', 'destinations/hook')
    await call('POST', 'destinations/hook/test')
    await call('GET', 'destinations/hook/deliveries')
    await call('GET', 'destinations/hook/rejected')
    await call('POST', 'destinations/hook/rejected/retry')
    await call('POST', 'destinations/hook/resend')
  })

  it('of a folder', async () => {
    const watch = { path: 'inbox/*.csv' }
    await call('POST', 'apply', { kind: 'source', id: 'drops', dataset: 'dropped', watch })
    await call('POST', 'sources/try', { watch })
    await call('POST', 'sources/drops/run')
    await call('GET', 'sources/drops/pulled')
    expect((await workspace.call('POST', 'sources/drops/reset')).status).toBe(204)
    asked.add(described.routeOf('POST', 'sources/drops/reset'))
  })

  it('of a project', async () => {
    const visualization = { id: 'pages', type: 'freeform', request: withoutPlace }
    const panels = [{ id: 'one', dateRange, visualizations: [visualization] }]
    const project = { kind: 'project', id: 'weekly', dataView: 'harbor-and-pine', panels }
    await call('POST', 'apply', project)
    await call('GET', 'projects')
    await call('POST', 'projects/weekly/changes', {
      base: 1,
      client: '00000000-0000-4000-8000-000000000000',
      number: 1,
      patches: [{ op: 'add', path: '/panels/one/name', value: 'One' }],
    })
    await call('GET', 'projects/weekly')
    await call('GET', 'projects/weekly/denials')
    await call('GET', 'projects/weekly/changes')
    await call('POST', 'projects/weekly/versions', { name: 'Named' })
    await call('GET', 'projects/weekly/versions')
    await call('GET', 'projects/weekly/versions/1')
    await call('GET', 'projects/weekly/differences?from=1')
    await call('POST', 'projects/weekly/undo', {})
    await call('POST', 'projects/weekly/redo', {})
    await call('POST', 'projects/weekly/versions/1/restore', {})
    const { token } = await call<{ token: string }>('POST', 'projects/weekly/shares', {})
    await call('GET', 'projects/weekly/shares')
    await call('GET', `shared/${token}`)
    await call('GET', `shared/${token}/data-views/harbor-and-pine`)
    await call('POST', `shared/${token}/reports`, {
      visualizations: [{ panel: 'one', visualization: 'pages' }],
    })
  })

  it('of an audience, where it is sent, its people, and who did it', async () => {
    const dataView = 'harbor-and-pine'
    const buyers = { container: 'person', where: { metric: 'events', op: 'gt', value: 3 } }
    const audience = { kind: 'audience', id: 'many', dataView, segments: [buyers] }
    await call('POST', 'apply', [
      { kind: 'destination', id: 'drop', type: 'file', settings: { place: 'nightly' } },
      { ...audience, holdOut: { percent: 50 }, destinations: ['drop'] },
    ])
    await call('POST', 'audiences/preview', audience)
    await call('GET', 'audiences/many/preview')
    await call('POST', 'audiences/many/publish')
    await call('GET', 'audiences')
    await call('GET', 'audiences/many')
    const { rows } = await call<{ rows: readonly { person: string }[] }>(
      'GET',
      'audiences/many/members',
    )
    await call('GET', 'audiences/many/runs')
    await call('GET', 'audiences/many/changes')
    await call('GET', 'audiences/many/activity')
    await call('GET', 'audiences/many/lift')
    await call('POST', 'apply', { kind: 'audience', id: 'given', dataView, source: 'imported' })
    await call('POST', 'audiences/given/members', [
      { person: rows[0]!.person, status: 'entered' },
      { namespace: 'none', id: 'nobody', status: 'left' },
    ])
    await call('GET', 'definitions/audience/many/labels')
    const columns = [{ id: 'n', metric: 'people' }]
    const explain = { row: 'Desktop', column: 'n' }
    const explained = { ...table, rows: { dimension: 'device' }, columns, explain }
    await call('POST', 'audiences/from-answer', { id: 'these', request: explained })
    const { person } = rows.find((row) => row.person.startsWith('C'))!
    await call('GET', `profiles?namespace=customer&id=${person}`)
    await call('GET', `profiles/find?search=customer:${person}`)
    const at = `profiles/${person}/event`
    const { events } = await call<ProfileEvents>('GET', `${at}s?connection=harbor-and-pine`)
    await call('GET', `${at}?connection=harbor-and-pine&time=${events[0]!.time}`)
    await call('GET', 'destinations')
    await call('GET', 'destinations/drop')
    await call('POST', 'destinations/drop/test', {})
    await call('GET', 'destinations/drop/deliveries')
    await call('GET', 'destinations/drop/rejected')
    await call('POST', 'destinations/drop/rejected/retry', {})
    await call('POST', 'destinations/drop/resend', {})
    await call('GET', 'audit')
    await call('GET', 'audit/proof')
  })

  it('of an alert and a schedule, and who was told', async () => {
    const told = { destinations: ['hook'] }
    const when = { kind: 'at-least', value: 1 }
    const metrics = [{ metric: 'events', when }]
    const dataView = 'harbor-and-pine'
    const alert = { kind: 'alert', id: 'busy', dataView, metrics, ...told }
    const weekly = { kind: 'schedule', id: 'weekly', project: 'told', cron: '0 7 * * 1', ...told }
    const { kind, rows, columns } = table
    const request = { kind, rows, columns }
    const visualizations = [{ id: 'pages', type: 'freeform', request }]
    await call('POST', 'apply', [
      { kind: 'destination', id: 'hook', type: 'webhook', settings: { url: 'http://127.0.0.1:9' } },
      { kind: 'project', id: 'told', dataView, panels: [{ dateRange, visualizations }] },
      weekly,
      alert,
    ])
    await call('POST', 'previews/alert', alert)
    await call('POST', 'alerts/denials', alert)
    await call('POST', 'schedules/denials', weekly)
    await call('POST', 'destinations/labels', {})
    const paths = ['alerts', 'alerts/busy', 'alerts/busy/runs']
    await call('POST', 'alerts/busy/test')
    await call('POST', 'schedules/weekly/send')
    for (const path of [...paths, 'schedules', 'schedules/weekly', 'schedules/weekly/runs']) {
      await call('GET', path)
    }
  })

  it('of a backup', () => call('POST', 'backups', { to: join(workspace.folder, 'backup') }))

  it('and hold nothing more', async () => {
    const { body } = await workspace.call('GET', 'datasets')
    const [first] = body as unknown as object[]
    expect(() => described.check('GET', 'datasets', 200, [first])).not.toThrow()
    expect(() => described.check('GET', 'datasets', 200, [{ ...first, more: 1 }])).toThrow('more')
  })

  it('of every route', () => {
    expect(described.routes.filter((route) => !asked.has(route))).toEqual([])
  })
})
