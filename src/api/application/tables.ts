import type { DataView } from '../../model/definitions/index.ts'
import { parseAs } from '../../model/errors.ts'
import { freeformRequest } from '../../query/reports/freeform/request.ts'
import type { RequestInputOf, ResultOf } from '../../query/reports/index.ts'
import type { Throughline } from './throughline.ts'
import { findWholeRange } from './whole-range.ts'

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
