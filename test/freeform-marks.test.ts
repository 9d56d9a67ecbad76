import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ComponentList } from '../src/model/answers/data-views.ts'
import type { ExplainPlace } from '../src/model/explain-place.ts'
import type { FreeformResult } from '../src/query/reports/freeform/request.ts'
import { openWorkspace, type Workspace } from './support/workspace.ts'

interface Mark {
  readonly request: object
  readonly place: ExplainPlace
  readonly label: string
}

interface Cell {
  readonly value: number | string | null
}

interface DrawnRow {
  readonly grid: { readonly name: string; readonly cellAt: (column: number) => Cell }
}

interface Table {
  readonly rowCount: number
  readonly rowAt: (index: number) => DrawnRow | undefined
  readonly markOf: (row: DrawnRow | null, column: string) => Mark | null
}

interface Settings {
  readonly columns: readonly unknown[]
}

/** The workspace's own code, which the compiler of the server does not read. */
const web = async <T>(file: string): Promise<T> =>
  (await import(join(import.meta.dirname, '../src/web/visualizations/freeform', file))) as T

let workspace: Workspace
let components: ComponentList

beforeAll(async () => {
  workspace = await openWorkspace({ threads: 1 })
  await workspace.post('demo?people=200&day=2026-03-01', {})
  const { body } = await workspace.call('GET', 'data-views/harbor-and-pine/components')
  components = body as unknown as ComponentList
})

afterAll(() => workspace?.close())

const ask = (request: object) => workspace.post<FreeformResult>('reports', request)

/** A table with its settings' breakdowns, down to the deepest. */
async function openTable(stored: object): Promise<Table> {
  const { readFreeformSettings } = await web<{
    readFreeformSettings: (stored: object, components: ComponentList) => Settings
  }>('read-freeform.ts')
  const { buildTableRequest } = await web<{
    buildTableRequest: (settings: Settings, context: object) => object
  }>('requests.ts')
  const { TreeBuilder } = await web<{ TreeBuilder: new (...parts: unknown[]) => Builder }>(
    'use-rows.ts',
  )
  const { TableModel } = await web<{ TableModel: new (...parts: unknown[]) => Table }>(
    'table-model.ts',
  )
  const context = {
    dataView: 'harbor-and-pine',
    timeZone: 'Europe/Berlin',
    dateRange: { start: '2025-01-01', end: '2026-04-01' },
    comparison: null,
    segments: [],
    components,
    dataVersion: 1,
  }
  const settings = readFreeformSettings(stored, components)
  const first = await ask(buildTableRequest(settings, context))
  const answers = new Map<string, FreeformResult>()
  const client = {
    getQueryData: (key: readonly unknown[]) => answers.get(JSON.stringify(key[2])),
    getQueryState: () => undefined,
  }
  for (let level = 0; level < 5; level++) {
    const builder = new TreeBuilder(settings, context, first, client)
    builder.build()
    for (const request of builder.breakdownRequests) {
      answers.set(JSON.stringify(request), await ask(request))
    }
  }
  const builder = new TreeBuilder(settings, context, first, client)
  const rows = {
    tree: builder.build(),
    stamp: '',
    factsOf: ({ id }: { readonly id: string }) => builder.facts.get(id),
    breakdownOf: (...parts: unknown[]) => builder.findBreakdown(...parts),
  }
  return new TableModel(rows, settings, context, first, new Map())
}

interface Builder {
  readonly build: () => unknown
  readonly breakdownRequests: readonly object[]
  readonly facts: ReadonlyMap<string, unknown>
  readonly findBreakdown: (...parts: unknown[]) => unknown
}

/** How many people are behind a mark. */
async function countPeople({ request, place }: Mark): Promise<number | null | undefined> {
  const { meta } = await ask({ ...request, explain: place })
  return meta.explanation?.people
}

/** Cells of a column of people, and how many are listed behind each. */
async function compareCells(table: Table, column: string, at: number) {
  const compared = []
  for (let index = 0; index < table.rowCount; index++) {
    const row = table.rowAt(index)
    const mark = row && table.markOf(row, column)
    if (!row || !mark) continue
    compared.push([mark.label, row.grid.cellAt(at).value, await countPeople(mark)])
  }
  return compared
}

const areSame = (compared: readonly (readonly unknown[])[]): boolean =>
  compared.every(([, number, people]) => number === people)

describe('the people behind a cell of a freeform table are as many as it says', () => {
  it('in plain cells and the total', async () => {
    const table = await openTable({ rows: 'channel', columns: ['people'] })
    const compared = await compareCells(table, 'people', 0)
    expect(compared.length).toBeGreaterThan(3)
    expect(compared.filter((cells) => !areSame([cells]))).toEqual([])
    const total = table.markOf(null, 'people')!
    expect(await countPeople(total)).toBeGreaterThan(100)
  })

  it('in breakdowns of breakdowns', async () => {
    const plain = await openTable({ rows: 'channel', columns: ['people'] })
    const top = plain.markOf(plain.rowAt(0)!, 'people')!.place as { readonly row: string }
    const first = { items: [{ dimension: 'channel', item: top.row }] }
    const second = { items: [{ dimension: 'device', item: 'Mobile' }] }
    const table = await openTable({
      rows: 'channel',
      columns: ['people'],
      breakdowns: [
        { parents: [first], by: { dimension: 'device' } },
        { parents: [first, second], by: { dimension: 'country' } },
        { parents: [], positions: [1], by: { segments: ['buyers'] } },
      ],
    })
    const compared = await compareCells(table, 'people', 0)
    expect(compared.some(([label]) => String(label).split(' › ').length === 3)).toBe(true)
    expect(compared.filter((cells) => !areSame([cells]))).toEqual([])
  })

  it('in columns under a segment and an item, and rows of several dimensions', async () => {
    const columns = [
      {
        id: 'g',
        above: { segment: 'buyers' },
        columns: [{ id: 'i', above: { dimension: 'device', item: 'Mobile' }, columns: ['people'] }],
      },
    ]
    const rows = { dimensions: ['channel', 'country'] }
    const nested = await compareCells(await openTable({ rows: 'channel', columns }), 'people', 0)
    expect(nested.length).toBeGreaterThan(2)
    expect(nested.filter((cells) => !areSame([cells]))).toEqual([])
    const several = await compareCells(await openTable({ rows, columns }), 'people', 1)
    expect(several.length).toBeGreaterThan(2)
    expect(several.filter((cells) => !areSame([cells]))).toEqual([])
  })
})
