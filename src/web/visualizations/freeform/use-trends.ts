import type { Figure } from '../../../model/result.ts'
import type {
  FreeformRequestInput,
  FreeformResult,
} from '../../../query/reports/freeform/request.ts'
import { useReport } from '../../components/use-report.ts'
import type { GridCell, GridRow } from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import { judgeChange } from '../key-metric/judge-change.ts'
import type { PanelContext } from '../visualization.ts'
import { indexOfColumn } from './cells.ts'
import { buildTableRequest } from './requests.ts'
import { areTimes, type FreeformSettings } from './settings.ts'
import { listLeaves } from './edit-columns.ts'

const MOST_POINTS = 1000

/** The course of columns over time, as a row above the others; undefined where no column asks for it. */
export function useTrendRow(
  settings: FreeformSettings,
  context: PanelContext,
  offset: number,
): GridRow | undefined {
  const request = buildTrendRequest(settings, context)
  const { result } = useReport<FreeformResult>(request, context.dataVersion)
  if (request === null || result === undefined) return undefined
  const leaves = listLeaves(settings.columns)
  return {
    id: 'trend',
    level: 1,
    name: texts.freeform.trend,
    kind: 'total',
    cellAt: (column) => {
      const id = leaves[column - offset]?.column.id
      const index = id === undefined ? -1 : indexOfColumn(result, id)
      return index < 0 ? { text: '', value: null } : trendCell(result, index)
    },
  }
}

/** Columns with a course or a trend line by day, or by the times that are the rows. */
function buildTrendRequest(
  settings: FreeformSettings,
  context: PanelContext,
): FreeformRequestInput | null {
  const rows = areTimes(settings.rows) ? settings.rows : { dimension: 'day' }
  const wanted = listLeaves(settings.columns).filter(
    ({ column }) => column.sparkline || (areTimes(settings.rows) && column.trendLine !== undefined),
  )
  if (wanted.length === 0 || 'metrics' in settings.rows) return null
  const ids = new Set(wanted.map(({ column }) => column.id))
  const plain: FreeformSettings = { ...settings, rows, sort: [], search: [], percent: 'none' }
  const request = buildTableRequest(plain, { ...context, comparison: null })
  const columns = request.columns.filter(({ id }) => id !== undefined && ids.has(id))
  return { ...request, columns, limit: MOST_POINTS }
}

function trendCell({ rows, columns }: FreeformResult, index: number): GridCell {
  const values = rows.map((row) => row.values[index] ?? null)
  const fitted: Figure[] = rows.map(({ trendLines }) => trendLines?.[index] ?? null)
  const ends = fitted.filter((figure) => figure !== null)
  if (ends.length === 0) return { text: '', value: null, line: { values } }
  const judged = judgeChange(ends.length < 2 ? null : ends.at(-1)! - ends[0]!, columns[index]?.upIs)
  const line = { values, fitted }
  if (judged === undefined) return { text: texts.freeform.noTrend, value: null, line }
  const { direction, isGood } = judged
  const text = texts.freeform.trends[direction]
  const verdict = direction === 'same' ? 'neutral' : isGood ? 'good' : 'bad'
  const said =
    direction === 'same' ? {} : { said: texts.keyMetric.verdicts[isGood ? 'good' : 'bad'] }
  return { text: '', value: null, line, change: { text, verdict }, ...said }
}
