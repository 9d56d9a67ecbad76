import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { segmentContainer } from '../../model/conditions.ts'
import { dateRangeRef } from '../../model/date-ranges.ts'
import { type DataView, dataView } from '../../model/definitions/data-view.ts'
import { derivedField } from '../../model/derived-field.ts'
import { refuseManyObjects } from '../../model/budgets/count-objects.ts'
import { parseAs } from '../../model/errors.ts'
import { formula } from '../../model/formula.ts'
import { previewDerivedField } from '../../query/previews/derived-field.ts'
import { parseFormula, printFormula, readFormula } from '../../query/formula/index.ts'
import { previewSegment } from '../../query/previews/segment.ts'
import { checkRules } from '../../query/derived-fields/rules.ts'
import { checkOpenNames } from '../../query/vocabularies/check-open-names.ts'
import {
  derivedFieldPreview,
  type FormulaPreview,
  formulaPreview,
  itemsPreview,
  segmentPreview,
  type TopItems,
} from '../../model/answers/previews.ts'
import { readJsonBody } from '../body.ts'
import { endpoint, type InTurn, type Resource } from '../endpoint.ts'
import { runTable, type TableRequest, findWholeRange } from '../application/tables.ts'
import type { Throughline } from '../application/throughline.ts'

const itemsRequest = z.strictObject({
  dataView: dataView.meta({ description: 'as it would be; it is not saved' }),
  dimension: z.string().min(1),
  limit: z.number().int().positive().max(1000).default(10),
})

const segmentRequest = z.strictObject({
  dataView: z.string().min(1),
  definition: segmentContainer,
  dateRange: dateRangeRef.optional().meta({ description: 'all data when left out' }),
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
        return {
          before: saved && (await topItemsIfKnown(throughline, saved, options)),
          after: await topItems(throughline, draft, options),
        }
      }),
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
      inTurnWith(segmentRequest, async (throughline, { dataView: id, definition, dateRange }) => {
        const preview = await contextOf(throughline, id)
        const range = dateRange ?? (await findWholeRange(preview.source))
        return previewSegment(preview, definition, range)
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/previews/derived-field',
        isReadOnly: true,
        summary: 'The top items that the rules of a derived field read and make',
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
        const view = (await throughline.catalog()).dataView(id, ['dataView'])
        const rows = { dimension }
        const columns = [{ id: 'formula', formula: written }]
        const request = { rows, columns, dateRange, limit }
        const found = await inTurn('reports', () => figures(throughline, view, request))
        return { ...words, ...found }
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
  readonly dimension: string
  readonly limit: number
}

async function topItems(
  throughline: Throughline,
  view: DataView,
  { dimension, limit }: TopItemsOptions,
): Promise<TopItems> {
  const { rows, rowCount, totals } = await runTable(throughline, view, {
    rows: { dimension },
    columns: [{ metric: 'people' }, { metric: 'events' }],
    sort: { column: 'c2', direction: 'desc' },
    limit,
  })
  const figuresOf = ([people = null, events = null]: readonly (number | null)[]) => ({
    people,
    events,
  })
  const items = rows.map(({ item = null, label, values }) => ({
    item,
    label,
    ...figuresOf(values),
  }))
  return { items, count: rowCount, ...figuresOf(totals) }
}

/** The saved data view need not have the dimension yet. */
async function topItemsIfKnown(throughline: Throughline, view: DataView, options: TopItemsOptions) {
  const isKnown = view.dimensions.some(({ id }) => id === options.dimension)
  return isKnown ? topItems(throughline, view, options) : undefined
}

async function contextOf({ catalog, connections }: Throughline, id: string) {
  const { dataView: viewOf, definitions } = await catalog()
  const view = viewOf(id, ['dataView'])
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
