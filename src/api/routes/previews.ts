import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { alertPreview } from '../../model/answers/alerts.ts'
import {
  dateRangePreview,
  dataViewPreview,
  derivedFieldPreview,
  type FormulaPreview,
  formulaPreview,
  itemsPreview,
  segmentPreview,
  sessionsPreview,
  type TopItems,
} from '../../model/answers/previews.ts'
import { segmentRules } from '../../model/answers/segment-rules.ts'
import { listFieldUses } from '../../governance/index.ts'
import { refuseManyObjects } from '../../model/budgets/count-objects.ts'
import { segmentContainer } from '../../model/conditions.ts'
import { dateRangeBounds, dateRangeRef } from '../../model/date-ranges.ts'
import { alert } from '../../model/definitions/alert.ts'
import { type DataView, dataView } from '../../model/definitions/data-view.ts'
import { derivedField } from '../../model/derived-field.ts'
import { parseAs } from '../../model/errors.ts'
import { formula } from '../../model/formula.ts'
import { checkRules } from '../../query/derived-fields/rules.ts'
import { parseFormula, printFormula, readFormula } from '../../query/formula/index.ts'
import { previewDateRange } from '../../query/previews/date-range.ts'
import { previewDerivedField } from '../../query/previews/derived-field/preview.ts'
import { previewSegment } from '../../query/previews/segment.ts'
import { previewSegmentRules } from '../../query/previews/segment-rules/preview.ts'
import { previewSessions } from '../../query/previews/sessions.ts'
import { checkOpenNames } from '../../query/vocabularies/check-open-names.ts'
import { listBroken } from '../application/broken-by.ts'
import { runTable, type TableRequest } from '../application/tables.ts'
import type { Throughline } from '../application/throughline.ts'
import { findWholeRange } from '../application/whole-range.ts'
import { readJsonBody } from '../body.ts'
import { endpoint, type InTurn, type Resource } from '../endpoint.ts'

const itemsRequest = z.strictObject({
  dataView: dataView.meta({ description: 'as it would be; it is not saved' }),
  dimension: z.string().min(1),
  metric: z.string().min(1).optional().meta({ description: 'whose highest items are meant' }),
  dateRange: dateRangeRef.optional().meta({ description: 'all data when left out' }),
  limit: z.number().int().positive().max(1000).default(10),
})

const sessionsRequest = z.strictObject({
  dataView: dataView.meta({ description: 'as it would be; it is not saved' }),
  dateRange: dateRangeRef.optional().meta({ description: 'all data when left out' }),
})

const dataViewRequest = z.strictObject({
  dataView: dataView.meta({ description: 'as it would be; it is not saved' }),
})

const segmentRequest = z.strictObject({
  dataView: z
    .union([z.string().min(1), dataView])
    .meta({ description: 'a saved one by its id, or one as it would be' }),
  definition: segmentContainer,
  dateRange: dateRangeRef.optional().meta({ description: 'all data when left out' }),
})

const dateRangeRequest = dateRangeBounds.extend({
  dataView: z.string().min(1).meta({ description: 'whose time zone and calendar it is read by' }),
})

const derivedFieldRequest = z.strictObject({
  dataView: z.string().min(1),
  derivedField: derivedField.meta({ description: 'saved or not' }),
  limit: z.number().int().positive().max(100).default(10),
})

const onData = {
  dataView: z.string().optional().meta({ description: 'to see its figures in this data view' }),
  dimension: z.string().min(1).default('day').meta({ description: 'the rows of the figures' }),
  dateRange: dateRangeRef.default('last-90-days'),
  limit: z.number().int().positive().max(1000).default(10),
}

const formulaRequest = z.union([
  z.strictObject({ text: z.string().min(1), ...onData }),
  z.strictObject({ formula, ...onData }),
])

/** What a change would do, before it is saved. */
export const previewResource: Resource = {
  tag: 'Previews',
  endpoints: [
    endpoint(
      {
        method: 'post',
        path: '/previews/items',
        isReadOnly: true,
        summary: 'The top items of a dimension, in the saved data view and as it would be',
        body: { 'application/json': itemsRequest },
        answer: itemsPreview,
      },
      inTurnWith(itemsRequest, async (throughline, { dataView: draft, ...options }) => {
        checkOpenNames(draft, ['dataView'], 'request/invalid')
        const saved = (await throughline.catalog()).find('data-view', draft.id)
        const isNew = saved === undefined || isNewIn(draft, saved, options)
        return {
          before: isNew ? undefined : await topItems(throughline, saved, options),
          after: await topItems(throughline, draft, options),
        }
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/sessions',
        isReadOnly: true,
        summary:
          'The gaps between the events of each person, and the sessions that a data view makes of them',
        body: { 'application/json': sessionsRequest },
        answer: sessionsPreview,
      },
      inTurnWith(sessionsRequest, async (throughline, { dataView: draft, dateRange }) => {
        checkOpenNames(draft, ['dataView'], 'request/invalid')
        const { find, definitions } = await throughline.catalog()
        const source = await throughline.connections.source(draft.connection)
        const range = dateRange ?? (await findWholeRange(source))
        const context = { source, dataView: draft, definitions, now: Date.now() }
        return previewSessions(context, find('data-view', draft.id), range)
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/data-view',
        isReadOnly: true,
        summary: 'What is built upon a data view and could no longer be computed',
        body: { 'application/json': dataViewRequest },
        answer: dataViewPreview,
      },
      inTurnWith(dataViewRequest, async (throughline, { dataView: draft }) => ({
        broken: await listBroken(throughline, draft),
      })),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/segment',
        isReadOnly: true,
        summary: 'People, sessions and events of a segment, and their share of all',
        body: { 'application/json': segmentRequest },
        answer: segmentPreview,
      },
      inTurnWith(segmentRequest, async (throughline, { dataView: of, definition, dateRange }) => {
        const preview = await contextOf(throughline, of)
        const range = dateRange ?? (await findWholeRange(preview.source))
        return previewSegment(preview, definition, range)
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/segment-rules',
        isReadOnly: true,
        summary:
          'What each condition of a segment keeps, five people who qualify, five who just miss it',
        body: { 'application/json': segmentRequest },
        answer: segmentRules,
      },
      inTurnWith(segmentRequest, async (throughline, { dataView: of, definition, dateRange }) => {
        const preview = await contextOf(throughline, of)
        const range = dateRange ?? (await findWholeRange(preview.source))
        return previewSegmentRules(preview, definition, range)
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/derived-field',
        isReadOnly: true,
        summary:
          'What the rules of a derived field make of which values, and to how many events each case applies',
        body: { 'application/json': derivedFieldRequest },
        answer: derivedFieldPreview,
      },
      inTurnWith(derivedFieldRequest, async (throughline, given) => {
        const { derivedField: field, dataView: id, limit } = given
        checkRules(field, ['derivedField'], 'request/invalid')
        const { source, dataView: view, definitions, now } = await contextOf(throughline, id)
        return previewDerivedField(source, view, field, definitions, { now, limit })
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/date-range',
        isReadOnly: true,
        summary: 'The days that a date range covers now, in a data view’s time zone and calendar',
        body: { 'application/json': dateRangeRequest },
        answer: dateRangePreview,
      },
      inTurnWith(dateRangeRequest, async (throughline, { dataView: id, ...bounds }) => {
        const view = (await throughline.catalog()).dataView(id, ['dataView'])
        return previewDateRange(bounds, view, Date.now())
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/alert',
        isReadOnly: true,
        summary: 'What an alert would have told of the last thirty periods; it need not be saved',
        body: { 'application/json': alert },
        answer: alertPreview,
      },
      inTurnWith(alert, ({ notices }, definition) => notices.alerts.preview(definition)),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/formula',
        isReadOnly: true,
        summary:
          'A formula as it is typed (`text`) as a definition, and back; with a data view its figures',
        body: { 'application/json': formulaRequest },
        answer: formulaPreview,
      },
      async ({ context, throughline, inTurn }) => {
        const given = parseDocument(formulaRequest, await readJsonBody(context))
        const written = 'text' in given ? given.text : given.formula
        const parsed =
          typeof written === 'string'
            ? parseFormula(written)
            : readFormula(written, ['formula'], 'request/invalid')
        const words = { formula: parsed, text: printFormula(parsed) }
        const { dataView: id, dimension, dateRange, limit } = given
        if (id === undefined) return words
        const catalog = await throughline.catalog()
        const view = catalog.dataView(id, ['dataView'])
        const labels = [...listFieldUses(catalog, readFormula, view, parsed)]
        const rows = { dimension }
        const columns = [{ id: 'formula', formula: written }]
        const request = { rows, columns, dateRange, limit }
        const found = await inTurn('reports', () => figures(throughline, view, request))
        return { ...words, ...found, labels }
      },
    ),
  ],
}

interface Asked {
  readonly context: Context
  readonly throughline: Throughline
  readonly inTurn: InTurn
}

function parseDocument<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  refuseManyObjects(body)
  return parseAs(schema, body, 'request/invalid')
}

/** Reads the body at once; parses it and goes on when it is the client's turn. */
function inTurnWith<S extends z.ZodType, A>(
  schema: S,
  work: (throughline: Throughline, given: z.output<S>) => Promise<A>,
) {
  return async ({ context, throughline, inTurn }: Asked): Promise<A> => {
    const body = await readJsonBody(context)
    return inTurn('reports', async () => work(throughline, parseDocument(schema, body)))
  }
}

interface TopItemsOptions {
  readonly dateRange?: TableRequest['dateRange'] | undefined
  readonly dimension: string
  readonly metric?: string | undefined
  readonly limit: number
}

async function topItems(
  throughline: Throughline,
  view: DataView,
  { dimension, metric, limit, dateRange }: TopItemsOptions,
): Promise<TopItems> {
  const { rows, rowCount, totals } = await runTable(throughline, view, {
    rows: { dimension },
    columns: ['people', 'events', ...(metric === undefined ? [] : [metric])].map((id) => ({
      metric: id,
    })),
    sort: { column: metric === undefined ? 'c2' : 'c3', direction: 'desc' },
    limit,
    ...(dateRange !== undefined && { dateRange }),
  })
  const figuresOf = ([people = null, events = null, value]: readonly (number | null)[]) => ({
    people,
    events,
    ...(value !== undefined && { value }),
  })
  const items = rows.map(({ item = null, label, values }) => ({
    item,
    label,
    ...figuresOf(values),
  }))
  return { items, count: rowCount, ...figuresOf(totals) }
}

/** Whether the dimension or the metric is one that the saved data view does not have yet. */
const isNewIn = (
  draft: DataView,
  saved: DataView,
  { dimension, metric }: Pick<TopItemsOptions, 'dimension' | 'metric'>,
): boolean =>
  [
    { list: 'dimensions' as const, id: dimension },
    { list: 'metrics' as const, id: metric },
  ].some(({ list, id }) => has(draft[list], id) && !has(saved[list], id))

const has = (components: DataView['dimensions'] | DataView['metrics'], id: string | undefined) =>
  components.some((each) => (each.id ?? ('shared' in each ? each.shared : undefined)) === id)

async function contextOf({ catalog, connections }: Throughline, given: string | DataView) {
  const { dataView: viewOf, definitions } = await catalog()
  if (typeof given !== 'string') checkOpenNames(given, ['dataView'], 'request/invalid')
  const view = typeof given === 'string' ? viewOf(given, ['dataView']) : given
  const source = await connections.source(view.connection)
  return { source, dataView: view, definitions, now: Date.now() }
}

/** A formula by row and in total. */
async function figures(
  throughline: Throughline,
  view: DataView,
  request: TableRequest,
): Promise<Pick<FormulaPreview, 'items' | 'count' | 'total'>> {
  const { rows, rowCount, totals } = await runTable(throughline, view, request)
  const items = rows.map(({ item = null, label, values: [value = null] }) => ({
    item,
    label,
    value,
  }))
  return { items, count: rowCount, total: totals[0] ?? null }
}
