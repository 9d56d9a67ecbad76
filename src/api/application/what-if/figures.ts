import { dataView as dataViewSchema } from '../../../model/definitions/data-view.ts'
import type { Connection, DataView } from '../../../model/definitions/index.ts'
import { ThroughlineError, errorsAt } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import type { DateRangeRef } from '../../../model/date-ranges.ts'
import type { WhatIfRequest } from '../../../model/what-if.ts'
import type { ResultOf } from '../../../query/reports/index.ts'
import { parseRequest } from '../../../query/reports/parse-request.ts'
import { type ReportContext, runReports } from '../../../query/run-reports.ts'
import type { Catalog } from '../catalog.ts'

/** What is counted in both journeys. */
export interface Question {
  readonly view: DataView
  /** Whether somebody has made it. */
  readonly isSaved: boolean
  readonly dimension: string | null
  readonly metrics: readonly string[]
}

type Table = ResultOf<'freeform'>
type Item = NonNullable<Table['rows'][number]['item']> | null

/** What one of the journeys has. */
export interface Figures {
  /** By event dataset: people, sessions and events. */
  readonly datasets: Table
  /** The metrics, by the dimension where there is one. */
  readonly table: Table
}

/** Errors: data-view/unknown, request/invalid. */
export function chooseQuestion(
  catalog: Catalog,
  { id }: Connection,
  { dataView, dimension, metrics }: Pick<WhatIfRequest, 'dataView' | 'dimension' | 'metrics'>,
): Question {
  const saved =
    dataView === undefined
      ? catalog.list('data-view').find(({ connection }) => connection === id)
      : catalog.dataView(dataView, ['dataView'])
  if (saved !== undefined && saved.connection !== id) {
    const reason = `data view ${saved.id} is of connection ${saved.connection}`
    throw new ThroughlineError('request/invalid', { reason }, ['dataView'])
  }
  const view = saved ?? dataViewSchema.parse({ kind: 'data-view', id, connection: id })
  return {
    view,
    isSaved: saved !== undefined,
    dimension: dimension === undefined ? findChannel(view) : dimension,
    metrics: metrics ?? [...STANDARD, ...idsOf(view.metrics).filter(isOfSales)],
  }
}

const STANDARD = ['people', 'sessions', 'events'] as const

const isOfSales = (id: string): boolean => ['orders', 'revenue'].includes(id)

type Component = { readonly id?: string | undefined; readonly shared?: string | undefined }

const idsOf = (components: readonly Component[]): readonly string[] =>
  components.flatMap(({ id, shared }) => id ?? shared ?? [])

/** The dimension that is the marketing channel, by its id. */
function findChannel({ dimensions }: DataView): string | null {
  const ids = idsOf(dimensions)
  return CHANNELS.find((name) => ids.includes(name)) ?? null
}

const CHANNELS = ['marketing-channel', 'marketing-channels', 'marketing_channel', 'channel']

/** Beyond so many items only the largest ones before and after are compared. */
const MOST_ITEMS = 10_000

/** Errors: those of reports, at the places of the comparison's request. */
export async function readFigures(
  context: Omit<ReportContext, 'dataView'>,
  { view, dimension, metrics }: Question,
  dateRange: DateRangeRef,
): Promise<Figures> {
  const [datasets, table] = await askTables({ ...context, dataView: view }, dateRange, [
    { rows: { dimension: 'dataset-id' }, columns: STANDARD, limit: 1000 },
    { rows: { dimension: dimension ?? 'dataset-id' }, columns: metrics, limit: MOST_ITEMS },
  ])
  return { datasets: datasets!, table: table! }
}

/** The rows of some items, such as those that only the other journey has among its largest. */
export async function readItems(
  context: Omit<ReportContext, 'dataView'>,
  { view, dimension, metrics }: Question,
  dateRange: DateRangeRef,
  items: readonly Item[],
): Promise<Table['rows']> {
  if (dimension === null || items.length === 0) return []
  const rows = { dimension, items }
  const limit = items.length
  const request = { rows, columns: metrics, limit }
  const [table] = await askTables({ ...context, dataView: view }, dateRange, [request])
  return table!.rows
}

interface AskedTable {
  readonly rows: { readonly dimension: string; readonly items?: readonly Item[] }
  readonly columns: readonly string[]
  readonly limit: number
}

function askTables(
  context: ReportContext,
  dateRange: DateRangeRef,
  tables: readonly AskedTable[],
): Promise<readonly Table[]> {
  const requests = tables.map(({ columns, ...rest }) =>
    parseRequest({
      kind: 'freeform',
      dataView: context.dataView.id,
      dateRange,
      columns: columns.map((metric) => ({ metric })),
      ...rest,
    }),
  )
  return errorsAt(
    ({ path }) => placeInRequest(path),
    async () => {
      const outcomes = await runReports(context, requests)
      return outcomes.map((outcome) => {
        if ('error' in outcome) throw outcome.error
        return outcome.result as Table
      })
    },
  )
}

/** Where a table's request has from a comparison's what is wrong. */
function placeInRequest([first, second, ...rest]: Path): Path {
  if (first === 'rows') return ['dimension']
  if (first === 'columns' && second !== undefined) return ['metrics', second]
  return [first, second, ...rest].filter((step) => step !== undefined)
}
