import { z } from '@hono/zod-openapi'
import { segmentContainer } from '../../model/conditions.ts'
import { type DataView, dataView } from '../../model/definitions/data-view.ts'
import { parseAs } from '../../model/errors.ts'
import { formula } from '../../model/formula.ts'
import { type FreeformRequest, freeformRequest } from '../../model/requests/freeform.ts'
import type { ResultOf } from '../../model/requests/index.ts'
import { parseFormula, printFormula } from '../../query/formula/index.ts'
import { jsonBody } from '../body.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import type { Throughline } from '../throughline/throughline.ts'

const tag = 'Previews'

const itemsPreview = z.strictObject({
  dataView: dataView.meta({ description: 'as it would be; it is not saved' }),
  dimension: z.string().min(1),
  limit: z.number().int().positive().max(1000).default(10),
})

const segmentPreview = z.strictObject({
  dataView: z.string().min(1),
  definition: segmentContainer,
})

const formulaPreview = z.union([
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ formula }),
])

/** What a change would do, before it is saved. */
export const previews: Resource = (api, throughline) => {
  endpoint(
    api,
    {
      method: 'post',
      path: '/previews/items',
      summary: 'The top items of a dimension, in the saved data view and as it would be',
      tag,
      body: { 'application/json': itemsPreview },
    },
    async ({ context }) => {
      const { dataView: draft, ...wish } = parsed(itemsPreview, await jsonBody(context))
      const saved = (await throughline.catalog()).find('data-view', draft.id)
      return {
        before: saved && (await topItemsIfKnown(throughline, saved, wish)),
        after: await topItems(throughline, draft, wish),
      }
    },
  )
  endpoint(
    api,
    {
      method: 'post',
      path: '/previews/segment',
      summary: 'People, sessions and events of a segment, and their share of all',
      tag,
      body: { 'application/json': segmentPreview },
    },
    async ({ context }) => {
      const { dataView: id, definition } = parsed(segmentPreview, await jsonBody(context))
      const view = (await throughline.catalog()).dataView(id, 'dataView')
      return segmentSize(throughline, view, definition)
    },
  )
  endpoint(
    api,
    {
      method: 'post',
      path: '/previews/formula',
      summary: 'A formula as it is typed (`text`) as a definition, and back',
      tag,
      body: { 'application/json': formulaPreview },
    },
    async ({ context }) => {
      const given = parsed(formulaPreview, await jsonBody(context))
      const found = 'text' in given ? parseFormula(given.text) : given.formula
      return { formula: found, text: printFormula(found) }
    },
  )
}

const parsed = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> =>
  parseAs(schema, body, 'request/invalid')

interface ItemsWish {
  readonly dimension: string
  readonly limit: number
}

async function topItems(throughline: Throughline, view: DataView, { dimension, limit }: ItemsWish) {
  const { rows, rowCount, totals } = await table(throughline, view, {
    rows: { dimension },
    columns: [{ metric: 'people' }, { metric: 'events' }],
    sort: { column: 'c2', direction: 'desc' },
    limit,
  })
  const items = rows.map(({ item, label, values }) => ({
    item,
    label,
    people: values[0],
    events: values[1],
  }))
  return { items, count: rowCount, people: totals[0], events: totals[1] }
}

/** The saved data view need not have the dimension yet. */
async function topItemsIfKnown(throughline: Throughline, view: DataView, wish: ItemsWish) {
  const isKnown = view.dimensions.some(({ id }) => id === wish.dimension)
  return isKnown ? topItems(throughline, view, wish) : undefined
}

type Segment = z.output<typeof segmentContainer>

async function segmentSize(throughline: Throughline, view: DataView, definition: Segment) {
  const metrics = ['people', 'sessions', 'events'] as const
  const { totals } = await table(throughline, view, {
    rows: { dimension: 'year' },
    columns: [
      ...metrics.map((metric) => ({ metric, segments: [definition] })),
      ...metrics.map((metric) => ({ metric })),
    ],
  })
  const [people, sessions, events, ...all] = totals
  return {
    people,
    sessions,
    events,
    share: {
      people: share(people, all[0]),
      sessions: share(sessions, all[1]),
      events: share(events, all[2]),
    },
  }
}

const share = (part: number | null | undefined, whole: number | null | undefined) =>
  whole ? (part ?? 0) / whole : null

/** A table over all data. */
async function table(
  { connections, reports }: Throughline,
  view: DataView,
  request: Omit<z.input<typeof freeformRequest>, 'kind' | 'dataView' | 'dateRange'>,
): Promise<ResultOf<'freeform'>> {
  const { firstTime, lastTime } = await (await connections.source(view.connection)).schema()
  const dateRange = {
    start: new Date(firstTime ?? 0).toISOString(),
    end: new Date((lastTime ?? 0) + 1).toISOString(),
  }
  const body = { kind: 'freeform', dataView: view.id, dateRange, ...request }
  const full: FreeformRequest = parseAs(freeformRequest, body, 'request/invalid')
  return reports.runOn<'freeform'>(view, full)
}
