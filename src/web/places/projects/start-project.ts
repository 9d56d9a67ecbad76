import type { QueryClient } from '@tanstack/react-query'
import {
  componentsQuery,
  connectionStatusQuery,
  dataViewsQuery,
  makeProjectOf,
  projectsQuery,
} from '../../api/index.ts'
import { reportRange } from '../../project/data-range.ts'
import { addItem, type GridItem } from '../../project/grid-layout.ts'
import { newId } from '../../project/new-id.ts'
import { storedRequest } from '../../project/stored-request.ts'
import type { PanelContext, Stored } from '../../visualizations/index.ts'
import { findKind } from './use-visualization.ts'

/** What a new project starts with. */
export interface ProjectStart {
  readonly name: string
  /** An id. */
  readonly dataView: string
  readonly panels: readonly StartPanel[]
}

interface StartPanel {
  /** The project’s where it is left out. */
  readonly name?: string
  readonly segments?: readonly object[]
  readonly visualizations: readonly StartVisualization[]
}

export interface StartVisualization {
  readonly type: string
  readonly name?: string
  readonly settings: Stored
  /** Columns of the panel’s twelve; as the kind has it without. */
  readonly width?: number
}

/** Makes a project whose panels show all data of a data view. Gives its id. Errors: RequestError. */
export async function startProject(
  client: QueryClient,
  { name, dataView, panels }: ProjectStart,
): Promise<string> {
  const context = await findContext(client, dataView)
  const written = panels.map(({ name: own = name, segments, visualizations }) => ({
    name: own,
    ...(segments !== undefined && { segments }),
    visualizations: placeAll(visualizations, context),
  }))
  const id = await makeProjectOf({ id: dataView }, name, written)
  await client.invalidateQueries(projectsQuery)
  return id
}

/** Each where there is room, in their order, with what it asks for. */
function placeAll(
  visualizations: readonly StartVisualization[],
  context: PanelContext | undefined,
) {
  let items: readonly GridItem[] = []
  const entries = visualizations.flatMap(({ type, name, settings, width }) => {
    const kind = findKind(type)
    if (kind === undefined) return []
    const id = newId()
    items = addItem(items, id, width === undefined ? kind.size : { ...kind.size, width })
    const request = context && storedRequest(kind.request(settings, context))
    const named = name === undefined ? {} : { name }
    return [{ id, type, ...named, settings, ...(request !== undefined && { request }) }]
  })
  return entries.map((entry) => {
    const { id: _, ...layout } = items.find(({ id }) => id === entry.id)!
    return { ...entry, layout }
  })
}

/** Undefined while its journeys are not built: then nothing is known of its components. */
async function findContext(client: QueryClient, id: string): Promise<PanelContext | undefined> {
  const views = await client.fetchQuery(dataViewsQuery)
  const view = views.find((each) => each.id === id)
  if (view === undefined) return undefined
  const status = await client.fetchQuery(connectionStatusQuery(view.connection))
  if (!status.isBuilt) return undefined
  return {
    dataView: id,
    timeZone: view.timeZone ?? 'UTC',
    dateRange: reportRange('all', status),
    comparison: null,
    segments: [],
    components: await client.fetchQuery(componentsQuery(id)),
    dataVersion: status.dataVersion,
  }
}
