import type { ReportResult } from '../../../query/reports/index.ts'
import { parseRequest } from '../../../query/reports/parse-request.ts'
import { runReport } from '../../../query/run-reports.ts'
import { askForAllRows } from '../../all-rows.ts'
import { withWholeRange } from '../whole-range.ts'
import type { NoticeSurroundings } from './ground.ts'

/** Asks for every row of a request of a project, with dates as they were at `now`. Errors: what the request says. */
export const openAsk =
  ({ stores: { catalog }, connections }: NoticeSurroundings) =>
  async (request: Readonly<Record<string, unknown>>, now: number): Promise<ReportResult> => {
    const whole = await withWholeRange({ catalog, connections }, request)
    return askForAllRows(whole, async (one): Promise<ReportResult> => {
      const parsed = parseRequest(one)
      const { definitions, dataView } = await catalog()
      const view = dataView(parsed.dataView, ['dataView'])
      const source = await connections.source(view.connection)
      return runReport({ source, dataView: view, definitions, now }, parsed)
    })
  }
