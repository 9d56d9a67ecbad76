import { z } from '@hono/zod-openapi'
import { shownAnnotation } from '../../model/answers/annotations.ts'
import { nameComponent } from '../../query/components/reserved-ids.ts'
import { listAnnotations } from '../application/annotations.ts'
import { openView, type View } from '../../query/compilation/view.ts'
import {
  componentList,
  type FoldersElsewhere,
  foldersElsewhere,
  itemPage,
  movedComponents,
  savedComponents,
  savedKinds,
} from '../../model/answers/data-views.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import { folder } from '../../model/ids.ts'
import { labelledComponent } from '../../model/answers/definitions.ts'
import { listAllFields } from '../../query/compilation/all-fields.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import type { Throughline } from '../application/throughline.ts'
import { readJsonBody } from '../body.ts'
import { countWithin, moveComponents, renameFolder } from '../application/folders.ts'
import { listComponents } from '../application/components.ts'
import { listLabelledComponents } from '../application/governance/labelled-components.ts'
import { listSavedComponents } from '../application/saved-components.ts'
import { runTable } from '../application/tables.ts'

const moveRequest = z.strictObject({
  components: z
    .array(z.strictObject({ kind: z.enum(savedKinds), id: z.string() }))
    .min(1)
    .max(1000),
  folder: folder.nullable().meta({ description: 'null: in none' }),
})

const renameRequest = z.strictObject({
  ...{ from: folder, to: folder },
  also: z
    .array(z.string())
    .max(1000)
    .default([])
    .meta({ description: 'other data views that have the folder, by their ids' }),
})

/** What the pickers of the workspace need. */
export const dataViewResource: Resource = {
  tag: 'Data views',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/components',
        summary:
          'Dimensions, metrics, segments, calculated metrics and date ranges, with their fields',
        params: z.object({ id: z.string() }),
        query: z.object({
          hidden: z
            .enum(['true', 'false'])
            .default('false')
            .meta({ description: 'hidden components, too' }),
        }),
        answer: componentList,
      },
      async ({ params, query, throughline }) => {
        const { view, schema, catalog } = await openSaved(throughline, params.id)
        return listComponents(view, schema, catalog, { withHidden: query.hidden === 'true' })
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/labels',
        summary: 'Components, segments and fields that read labelled fields, and through what',
        params: z.object({ id: z.string() }),
        answer: z.array(labelledComponent),
      },
      async ({ params, throughline }) => {
        const catalog = await throughline.catalog()
        const dataView = catalog.dataView(params.id)
        const source = await throughline.connections.source(dataView.connection)
        const fields = listAllFields(await source.schema()).map(({ path }) => path)
        const derived = dataView.derivedFields.map(({ id }) => id)
        return [...listLabelledComponents(catalog, dataView, [...fields, ...derived])]
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/annotations',
        summary: 'Annotations of a data view, in which of its intervals each begins and ends',
        params: z.object({ id: z.string() }),
        answer: z.array(shownAnnotation),
      },
      async ({ params, throughline }) => {
        const catalog = await throughline.catalog()
        return listAnnotations(catalog, catalog.dataView(params.id))
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/saved-components',
        summary: 'Segments, calculated metrics and date ranges in words, and how they are used',
        params: z.object({ id: z.string() }),
        answer: savedComponents,
      },
      async ({ params, throughline }) => {
        const { view, schema, catalog } = await openSaved(throughline, params.id)
        return [...(await listSavedComponents(view, schema, catalog, throughline.store))]
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/folders/move',
        summary: 'Puts segments, calculated metrics, date ranges and annotations into a folder',
        body: { 'application/json': moveRequest },
        answer: movedComponents,
      },
      async ({ context, throughline }) => {
        const body = await readJsonBody(context)
        const { components, folder: into } = parseAs(moveRequest, body, 'request/invalid')
        const answer = await moveComponents(throughline, components, into)
        context.set('audited', { folder: into, ...answer })
        return answer
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/data-views/{id}/folders/rename',
        summary:
          'Renames a folder, in other data views, too, where it is told: all components that are within it are moved, or none',
        params: z.object({ id: z.string() }),
        body: { 'application/json': renameRequest },
        answer: movedComponents,
      },
      async ({ params, context, throughline }) => {
        const body = await readJsonBody(context)
        const { from, to, also } = parseAs(renameRequest, body, 'request/invalid')
        const catalog = await throughline.catalog()
        also.forEach((id, index) => catalog.dataView(id, ['also', index]))
        const views: View[] = []
        for (const id of new Set([params.id, ...also])) {
          views.push((await openSaved(throughline, id)).view)
        }
        const answer = await renameFolder(throughline, views, from, to)
        context.set('audited', { from, to, also, ...answer })
        return answer
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/folders/elsewhere',
        summary: 'The other data views that have components in a folder of this path',
        params: z.object({ id: z.string() }),
        query: z.object({ path: folder }),
        answer: foldersElsewhere,
      },
      ({ params, query, throughline }) => listElsewhere(throughline, params.id, query.path),
    ),
    endpoint(
      {
        method: 'get',
        path: '/data-views/{id}/dimensions/{dimension}/items',
        summary: 'Items of a dimension by their number of events, with search',
        params: z.object({ id: z.string(), dimension: z.string() }),
        query: z.object({
          search: z.string().optional(),
          limit: z.coerce.number().int().positive().max(10_000).default(50),
          offset: z.coerce.number().int().nonnegative().default(0),
        }),
        answer: itemPage,
      },
      ({ params, query, throughline, inTurn }) =>
        inTurn('reports', () => itemsOf(throughline, params, query)),
    ),
  ],
}

/** A data view as it is saved. Errors: data-view/unknown. */
/** Data views that cannot be opened now are left out: nothing in them can be renamed. */
async function listElsewhere(throughline: Throughline, id: string, path: string) {
  const catalog = await throughline.catalog()
  catalog.dataView(id)
  const found: FoldersElsewhere[number][] = []
  for (const other of catalog.list('data-view')) {
    const opened = other.id === id ? null : await openedOrNull(throughline, other.id)
    const count = opened === null ? 0 : await countWithin(throughline, opened.view, path)
    if (count > 0) found.push({ dataView: other.id, name: other.name ?? other.id, count })
  }
  return found
}

async function openedOrNull(throughline: Throughline, id: string) {
  try {
    return await openSaved(throughline, id)
  } catch (error) {
    if (error instanceof ThroughlineError) return null
    throw error
  }
}

async function openSaved(throughline: Throughline, id: string) {
  const catalog = await throughline.catalog()
  const dataView = catalog.dataView(id)
  const source = await throughline.connections.source(dataView.connection)
  const schema = await source.schema()
  return { view: openView(dataView, schema, catalog.definitions, nameComponent), schema, catalog }
}

interface Page {
  readonly search?: string | undefined
  readonly limit: number
  readonly offset: number
}

async function itemsOf(
  throughline: Throughline,
  { id, dimension }: { readonly id: string; readonly dimension: string },
  { search, limit, offset }: Page,
) {
  const dataView = (await throughline.catalog()).dataView(id)
  const result = await runTable(throughline, dataView, {
    rows: { dimension },
    columns: [{ id: 'events', metric: 'events' }],
    sort: { column: 'events', direction: 'desc' },
    limit,
    offset,
    noValue: false,
    ...(search ? { search: { op: 'contains', value: search } } : {}),
  })
  return {
    items: result.rows.map(({ item = null, label, values }) => ({
      item,
      ...(label === undefined ? {} : { label }),
      events: values[0] ?? null,
    })),
    count: result.rowCount,
  }
}
