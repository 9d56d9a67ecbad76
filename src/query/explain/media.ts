import type { AverageMinuteAudienceRequest } from '../reports/average-minute-audience/request.ts'
import type { ExplainPlace } from '../../model/requests/common.ts'
import type { PlaybackTimeRequest } from '../reports/playback-time/request.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { compilePresence } from '../reports/concurrent-viewers/compile.ts'
import { granularityOf } from '../reports/media.ts'
import type { Item } from '../compilation/value.ts'
import { behindAsCell } from './as-cell.ts'
import { type Behind, type BehindNumber, notThere, rowAt } from './behind.ts'

const hint = 'a point is a row: { "row": "2026-01-01T10:05" }, with a breakdown its item first'

/** Who views at a point, or at any: { "column": "sum" }. */
export const behindViewers: Behind<'concurrent-viewers'> = async (c, request, place) => {
  const { time, breakdown, rules } = await compilePresence(c, request, [])
  const row = rowOf(place)
  const [item, point] = breakdown === null ? [null, row[0]] : [row[0] ?? null, row[1]]
  const code = breakdown === null ? null : breakdown.value.domain.codeOf(item)
  if (code === undefined) throw notThere(`there is no item ${item}`, ['explain', 'row'])
  const stretches = stretchesOf(time, point)
  const people = c.plan.aggregate({ ...rules, kind: 'presence-people', code, stretches })
  const when = point === undefined ? 'at any time' : `at ${point}`
  const what = item === null ? '' : ` ${item}`
  return { definition: `People who view${what} ${when}`, segments: [], people }
}

/** The row of a place; none of the whole range. */
function rowOf(place: ExplainPlace): readonly Item[] {
  return 'column' in place && place.row === undefined ? [] : rowAt(place, hint)
}

type Time = Awaited<ReturnType<typeof compilePresence>>['time']

function stretchesOf({ bounds, codes, codeOf }: Time, point: Item | undefined) {
  const wanted = point === undefined ? null : codeOf(point as string)
  if (wanted === undefined || wanted === 0)
    throw notThere(`there is no row ${point}`, ['explain', 'row'])
  return Array.from({ length: bounds.length - 1 }, (_, b) => b).flatMap((b) =>
    wanted === null || codes[b + 1] === wanted ? [[bounds[b]!, bounds[b + 1]!] as const] : [],
  )
}

/** Who has seconds of playback at a point, or at any. */
export const behindPlayback: Behind<'playback-time'> = (c, request, place) =>
  behindSeconds(c, request, request.metrics, place)

export const behindAudience: Behind<'average-minute-audience'> = (c, request, place) =>
  behindSeconds(c, request, [request.timeSpent], place)

async function behindSeconds(
  c: Compilation,
  request: PlaybackTimeRequest | AverageMinuteAudienceRequest,
  metrics: readonly string[],
  place: ExplainPlace,
): Promise<BehindNumber> {
  const row = rowOf(place)
  const period = resolvePeriod(c, request.dateRange)
  const interval = granularityOf(request.granularity, period)
  const { breakdown } = request
  const dimensions = [...(breakdown === undefined ? [] : [breakdown]), interval]
  const args = metrics.map((metric) => ({ metric }))
  const formula = args.length === 1 ? args[0]! : { op: '+' as const, args }
  return behindAsCell(c, request, {
    column: { formula },
    dimensions: dimensions.slice(0, row.length),
    row,
  })
}
