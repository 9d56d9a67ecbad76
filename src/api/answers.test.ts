import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DescribedAnswers, describedAnswers } from '../../test/support/described-answers.ts'
import { openWorkspace, type Workspace } from '../../test/support/workspace.ts'

let workspace: Workspace
let described: DescribedAnswers
const asked = new Set<string | undefined>()

beforeAll(async () => {
  workspace = await openWorkspace()
  described = await describedAnswers(workspace.app)
})
afterAll(() => workspace.close())

/** The workspace parses the answer with what the OpenAPI document says of it. */
async function call(method: string, path: string, body?: unknown): Promise<void> {
  const { status, text } = await workspace.call(method, path, body)
  expect([path, status, status === 200 ? '' : text]).toEqual([path, 200, ''])
  asked.add(described.routeOf(method, path))
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
    ['GET', 'datasets/web/batches'],
    ['GET', 'datasets/web/skipped'],
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
    ['GET', 'connections/harbor-and-pine/status'],
    ['POST', 'connections/harbor-and-pine/refresh'],
    ['GET', 'connections/harbor-and-pine/missing-persons?dataset=web'],
    ['GET', 'connections/harbor-and-pine/held-back?dataset=web'],
    ['POST', 'apply', stitched],
    ['POST', 'connections/stitched/stitching/replay'],
    ['GET', 'connections/stitched/stitching'],
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
    ['GET', 'data-views/harbor-and-pine/dimensions/page/items'],
    ['GET', 'reference'],
    ['GET', 'reference/error-codes'],
    ['GET', 'reports'],
    ['POST', 'reports', [table, { ...table, rows: { dimension: 'day' } }]],
    ['POST', 'reports/explain', table],
    ['POST', 'previews/segment', { dataView: 'harbor-and-pine', definition: segment, dateRange }],
    ['POST', 'previews/derived-field', { dataView: 'harbor-and-pine', derivedField }],
    [
      'POST',
      'previews/items',
      {
        dataView: { kind: 'data-view', id: 'new', connection: 'harbor-and-pine' },
        dimension: 'page',
      },
    ],
    ['POST', 'previews/formula', { text: 'people * 2', dataView: 'harbor-and-pine', dateRange }],
  ])('%s %s', call)

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
