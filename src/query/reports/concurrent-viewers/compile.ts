import type { Path } from '../../../model/path.ts'
import type { MaskRef, PresencePartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { ConcurrentViewersRequest } from './request.ts'
import type { MediaResult, MediaSeries } from '../parts/media-request.ts'
import type { TimeDomain } from '../../../calendar/index.ts'
import { buildBoundedTimeDomain } from '../../compilation/bounded-time-domain.ts'
import {
  type Compilation,
  type Period,
  addPeriod,
  addSessions,
} from '../../compilation/compilation.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { compareItems } from '../../compilation/item-order.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import {
  chooseGranularity,
  granularityWords,
  findMediaBreakdown,
  summarizeSeries,
} from '../parts/media-series.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileTouch } from '../../segments/touch.ts'
import { describeScope } from '../../explain/describe-scope.ts'

/** Points times items of a breakdown that are counted before the largest are known. */
const MOST_CELLS = 1 << 26

/** How many people view in each minute (§8.3). */
export const compileConcurrentViewers: CompileReport<
  ConcurrentViewersRequest,
  MediaResult
> = async (c, request, path) => {
  const { granularity, time, breakdown, rules } = await compilePresence(c, request, path)
  checkSize(breakdown, time, path)
  const aggregation = c.plan.aggregate({
    ...rules,
    kind: 'presence',
    bounds: c.plan.table(time.bounds),
  })
  return (partials) => {
    const { series } = partials[aggregation] as PresencePartial
    return { granularity, series: seriesOf(request, series, time, breakdown) }
  }
}

export const explainConcurrentViewers: ExplainReport<ConcurrentViewersRequest> = (c, request) => [
  ...describeScope(c, request),
  'A person views from an event to the next one of the session, and after its last event no longer; counts the people who view in a minute once, however many sessions or videos they view.',
  'Points longer than a minute add up their minutes.',
  granularityWords(request, resolvePeriod(c, request.dateRange)),
]

/** Who is present when, as the engine is told to find it. */
export async function compilePresence(
  c: Compilation,
  request: ConcurrentViewersRequest,
  path: Path,
) {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const granularity = chooseGranularity(request.granularity, period)
  const time = buildBoundedTimeDomain(granularity, c.view, period, 'points-per-series')
  const breakdown = await findMediaBreakdown(c, request, period, path)
  const rules = {
    runs: addSessions(c),
    mask: await viewingEvents(c, request, period, path),
    key: breakdown && breakdown.value.ref,
  }
  return { granularity, time, breakdown, rules }
}

function checkSize(breakdown: CompiledDimension | null, { size }: TimeDomain, path: Path): void {
  const items = breakdown?.value.domain.size ?? 1
  if (items * size <= MOST_CELLS) return
  const reason = `${items} items at ${size} points, at most ${MOST_CELLS} figures are possible`
  const params = { what: 'the breakdown', reason }
  throw new ThroughlineError('request/too-large', params, [...path, 'breakdown'])
}

/** Whoever views at the start of the range may have begun before it, by less than a session's gap. */
async function viewingEvents(
  c: Compilation,
  { segments, where }: ConcurrentViewersRequest,
  { start, end }: Period,
  path: Path,
): Promise<MaskRef> {
  const reaching = addPeriod(c, start - c.view.sessionTimeoutMs, end)
  const scope = await compileScopeMask(c, segments, reaching, [...path, 'segments'])
  if (where === undefined) return scope
  return c.plan.and(scope, await compileTouch(c, where, reaching, [...path, 'where']))
}

function seriesOf(
  { limit }: ConcurrentViewersRequest,
  found: PresencePartial['series'],
  time: TimeDomain,
  breakdown: CompiledDimension | null,
): MediaSeries[] {
  const nobody = new Float64Array(time.bounds.length - 1)
  if (breakdown === null)
    return [summarizeSeries(undefined, pointsOf(found.get(0) ?? nobody, time))]
  const { value, noValue } = breakdown
  return [...found]
    .filter(([code]) => code > 0 || noValue.isShown)
    .map(([code, figures]) => {
      const item = value.domain.item(code)
      return { item, series: summarizeSeries(item, pointsOf(figures, time)) }
    })
    .sort((a, b) => b.series.sum! - a.series.sum! || compareItems(a.item, b.item))
    .slice(0, limit)
    .map(({ series }) => series)
}

/** A repeated hour is two buckets of one point. */
function pointsOf(figures: Float64Array, { codes, size, item }: TimeDomain) {
  const values = new Float64Array(size)
  figures.forEach((figure, b) => (values[codes[b + 1]!]! += figure))
  return Array.from({ length: size - 1 }, (_, index) => ({
    item: String(item(index + 1)),
    value: values[index + 1]!,
  }))
}
