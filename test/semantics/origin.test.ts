import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace

const row = (who: string, minute: number) => ({ who, ts: `2026-01-01T10:0${minute}:00Z` })

beforeAll(async () => {
  workspace = await openWorkspace()
  await workspace.call('POST', 'datasets/web/rows', [row('ann', 0), row('bob', 1)])
  await workspace.call('POST', 'datasets/calls/rows', [row('ann', 2)])
  const datasets = [
    { dataset: 'web', personId: 'who', namespace: 'email' },
    { dataset: 'calls', personId: 'who' },
  ]
  await workspace.call('POST', 'apply', [
    { kind: 'connection', id: 'all', datasets },
    { kind: 'data-view', id: 'main', connection: 'all' },
  ])
  await events('batch-id')
  await workspace.call('POST', 'datasets/web/rows', [row('cem', 3)])
})
afterAll(() => workspace.close())

/** Events by item, of one's own words for no value. */
async function events(dimension: string): Promise<Record<string, number>> {
  const { body } = await workspace.call('POST', 'reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2026-01-01', end: '2026-01-02' },
    rows: { dimension },
    columns: [{ metric: 'events' }],
  })
  const rows = body['rows'] as { item: string | null; values: [number] }[]
  return Object.fromEntries(rows.map(({ item, values: [count] }) => [item ?? 'none', count]))
}

async function eventually(dimension: string, expected: object): Promise<void> {
  await expect.poll(() => events(dimension), { timeout: 20_000 }).toEqual(expected)
}

describe('where events come from (§3.13)', () => {
  it('is a batch of a dataset', async () => {
    await eventually('batch-id', { 'web/1': 2, 'web/2': 1, 'calls/1': 1 })
  })

  it('is a dataset', async () => {
    await eventually('dataset-id', { web: 3, calls: 1 })
  })

  it('is a namespace of person ids, where the connection names it', async () => {
    await eventually('person-id-namespace', { email: 3, none: 1 })
  })

  it('can be asked of events in segments', async () => {
    const segment = (dimension: string, value: string) => ({
      kind: 'people',
      dataView: 'main',
      segments: [{ container: 'event', where: { dimension, op: 'equals', value } }],
    })
    const people = async (request: object) =>
      (await workspace.call('POST', 'reports', request)).body['people']
    expect(await people(segment('batch-id', 'web/2'))).toEqual(['cem'])
    expect(await people(segment('person-id-namespace', 'email'))).toEqual(['ann', 'bob', 'cem'])
  })

  it('a batch that is taken out takes its events with it', async () => {
    expect(await workspace.call('DELETE', 'datasets/web/batches/1')).toMatchObject({ status: 200 })
    await eventually('batch-id', { 'web/2': 1, 'calls/1': 1 })
  })
})
