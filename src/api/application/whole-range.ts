import type { JourneySource } from '../../query/compilation/journey-source.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'

type Request = Readonly<Record<string, unknown>>

interface Ground {
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
}

/** From the first to the last event. */
export async function findWholeRange(
  source: JourneySource,
): Promise<{ start: string; end: string }> {
  const { firstTime, lastTime } = await source.schema()
  return {
    start: new Date(firstTime ?? 0).toISOString(),
    end: new Date((lastTime ?? 0) + 1).toISOString(),
  }
}

/** All data, where neither the panel nor the request of a project has a date range. */
export async function withWholeRange(
  { catalog, connections }: Ground,
  request: Request,
): Promise<Request> {
  const { dateRange, dataView } = request
  if (dateRange !== undefined) return request
  const view = (await catalog()).dataView(String(dataView))
  return { ...request, dateRange: await findWholeRange(await connections.source(view.connection)) }
}
