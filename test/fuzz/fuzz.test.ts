import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Workspace } from '../support/workspace.ts'
import { fuzz, openExamples, send } from './fuzz.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openExamples()
})
afterAll(() => workspace.close())

const long = 'x'.repeat(5000)
const january = { start: '2026-01-01', end: '2026-02-01' }
const table = (extra: object) => ({
  kind: 'freeform',
  dataView: 'main',
  dateRange: january,
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
  ...extra,
})

/** What once was answered with an error of ours, a very long line, or words of something else. */
const found: readonly (readonly [what: string, path: string, body: unknown])[] = [
  ['a dimension toString', 'reports', table({ rows: { dimension: 'toString' } })],
  ['a metric __proto__', 'reports', table({ columns: [{ metric: '__proto__' }] })],
  [
    'a segment of constructor',
    'reports',
    table({
      segments: [{ container: 'event', where: { dimension: 'constructor', op: 'exists' } }],
    }),
  ],
  [
    'a half-life of no unit',
    'reports',
    table({
      columns: [{ metric: 'events', attribution: { model: 'time-decay', halfLife: { more: 1 } } }],
    }),
  ],
  [
    'a half-life of nothing',
    'previews/formula',
    { formula: { metric: 'events', attribution: { model: 'time-decay', halfLife: {} } } },
  ],
  ['a very long key', 'reports', table({ [long]: 1 })],
  ['a very long time zone', `datasets/web/import?timeZone=${long}`, {}],
  ['fields of very long names', 'datasets/new/rows', [{ [long]: 1, [`${long}2`]: 1 }]],
  [
    'a very long time field',
    'apply',
    { kind: 'dataset', id: 'web', type: 'event', timestamp: long },
  ],
  ['a dataset of a very long id', `datasets/${'x'.repeat(300)}/rows`, [{ ts: '2026-01-01' }]],
  ['a file of a very long name', `datasets/web/import?name=${long}.csv`, 'ts\n1\n'],
  [
    'a number of no row',
    'reports',
    {
      kind: 'experiment',
      dataView: 'main',
      dateRange: january,
      experiment: 'test',
      item: 'new-cart',
      variant: 'variant',
      control: 'A',
      metrics: ['orders'],
      explain: { row: [] },
    },
  ],
  [
    'a row of lists in objects, sixty deep',
    'datasets/deep/rows',
    Array.from({ length: 60 }).reduce<unknown>((inner) => [{ and: inner }], ['end']),
  ],
  ['nothing among requests for CSV', 'reports?format=csv', [null]],
]

const jsonHeaders = { 'content-type': 'application/json' }

it('writes to no folder but the workspace’s own', async () => {
  const to = join(workspace.folder, 'backup')
  const { body } = await workspace.call('POST', 'backups', { to })
  expect(body['code']).toBe('backup/foreign-folder')
})

describe('every route answers', () => {
  it.each(found)('%s', async (_, path, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const request = { method: 'POST', path: `/api/v1/${path}`, headers: jsonHeaders, body: text }
    expect(await send(workspace, request)).toBeNull()
  })

  it('what is no form', async () => {
    const headers = { 'content-type': 'multipart/form-data' }
    const path = '/api/v1/datasets/web/import'
    expect(await send(workspace, { method: 'POST', path, headers, body: '{"file":1}' })).toBeNull()
  })

  it('300 random requests as it should', { timeout: 120_000 }, async () => {
    expect(await fuzz(workspace, { requests: 300, seed: 20_260_101 })).toEqual([])
  })
})
