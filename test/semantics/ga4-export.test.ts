import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openWorkspace()
})
afterAll(() => workspace.close())

const text = (key: string, value: string) => ({ key, value: { string_value: value } })
const number = (key: string, value: number) => ({ key, value: { int_value: String(value) } })

/** Rows as BigQuery writes them: whole numbers are texts, what is null is left out. */
const event = (person: string, second: number, page: string, more: readonly object[] = []) => ({
  event_date: '20240101',
  event_timestamp: `${1_704_103_200 + second}000000`,
  event_name: 'page_view',
  event_params: [number('ga_session_id', 1_704_103_200), ...more, text('page_location', page)],
  user_pseudo_id: person,
})

const rows = [
  event('1.1', 0, 'https://example.org/'),
  event('1.1', 60, 'https://example.org/cart', [text('page_title', 'Cart')]),
  event('2.2', 120, 'https://example.org/'),
]

it('imports rows of Google Analytics 4, whose parameters are one template away', async () => {
  const lines = rows.map((row) => JSON.stringify(row)).join('\n')
  const imported = await workspace.upload('ga4', 'events.json', lines)
  expect(imported.body).toMatchObject({
    added: 3,
    skipped: {},
    batches: [{ used: { timestamp: 'event_timestamp' } }],
  })
  const names = ['ga4-page-location', 'ga4-page-title', 'ga4-session-id']
  const derivedFields: unknown[] = []
  for (const name of names) {
    derivedFields.push(await workspace.post(`derived-field-templates/${name}`, { id: name }))
  }
  await workspace.post('apply', [
    { kind: 'connection', id: 'all', datasets: [{ dataset: 'ga4', personId: 'user_pseudo_id' }] },
    {
      kind: 'data-view',
      id: 'main',
      connection: 'all',
      derivedFields,
      dimensions: names.map((id) => ({ id, field: id })),
    },
  ])
  expect(await countsOf('ga4-page-location')).toEqual({
    'https://example.org/': 2,
    'https://example.org/cart': 1,
  })
  expect(await countsOf('ga4-page-title')).toEqual({ Cart: 1, 'No value': 2 })
  expect(await countsOf('ga4-session-id')).toEqual({ 1_704_103_200: 3 })
})

async function countsOf(dimension: string): Promise<Record<string, number>> {
  const { rows: found } = await workspace.post<{
    rows: readonly { item: string | number | null; label?: string; values: readonly number[] }[]
  }>('reports', {
    kind: 'freeform',
    dataView: 'main',
    dateRange: { start: '2024-01-01', end: '2024-01-02' },
    rows: { dimension },
    columns: [{ metric: 'events' }],
  })
  return Object.fromEntries(found.map(({ item, values }) => [item ?? 'No value', values[0]!]))
}
