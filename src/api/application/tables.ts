import type { DataView } from '../../model/definitions/index.ts'
import { parseAs } from '../../model/errors.ts'
import type { JourneySource } from '../../query/compilation/journey-source.ts'
import { freeformRequest } from '../../query/reports/freeform/request.ts'
import type { RequestInputOf, ResultOf } from '../../query/reports/index.ts'
import type { Throughline } from './throughline.ts'

type Freeform = RequestInputOf<'freeform'>

/** A table that the server itself asks for. */
export type TableRequest = Omit<Freeform, 'kind' | 'dataView' | 'dateRange'> &
  Partial<Pick<Freeform, 'dateRange'>>

/** Runs a table on a data view, saved or not; over all data where it has no date range. */
export async function runTable(
  { connections, reports }: Throughline,
  view: DataView,
  request: TableRequest,
): Promise<ResultOf<'freeform'>> {
  const dateRange =
    request.dateRange ?? (await findWholeRange(await connections.source(view.connection)))
  const body = { kind: 'freeform', dataView: view.id, ...request, dateRange }
  return reports.runOn<'freeform'>(view, parseAs(freeformRequest, body, 'request/invalid'))
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
