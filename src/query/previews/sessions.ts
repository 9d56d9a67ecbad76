import type { GroupPartial, NodeRef } from '../../engine/index.ts'
import type { SessionFigures, SessionsPreview } from '../../model/answers/previews.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import { addPersons, type Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { startCompilation } from '../components/start-compilation.ts'
import { compileScopeMask, underView } from '../segments/scope-mask.ts'
import { extentMeasures, type PreviewContext, readExtents } from './segment.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds; finer where timeouts usually are. */
const BORDERS = [
  ...[1, 10, 30],
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 4, 7, 14, 30, 90].map((days) => days * DAY),
]

/** Times are whole milliseconds, so that nothing lies between a border and this much more. */
const HALF_A_MILLISECOND = 0.0005

/**
 * The gaps between the events of each person in a range, and the sessions that a data view makes of them
 * (§3.1), saved and as it would be. A gap belongs to the event that it follows.
 */
export async function previewSessions(
  context: PreviewContext,
  saved: PreviewContext['dataView'] | undefined,
  dateRange: DateRangeRef,
): Promise<SessionsPreview> {
  const { gaps, figures } = await measure(context, dateRange)
  if (saved === undefined) return { gaps, after: figures }
  const before = await measure({ ...context, dataView: saved }, dateRange)
  return { gaps, before: before.figures, after: figures }
}

interface Measured {
  readonly gaps: SessionsPreview['gaps']
  readonly figures: SessionFigures
}

async function measure(
  { source, dataView, definitions, now }: PreviewContext,
  dateRange: DateRangeRef,
): Promise<Measured> {
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const period = resolvePeriod(c, dateRange)
  const mask = await compileScopeMask(c, [], period)
  const timeoutSeconds = c.view.sessionTimeoutMs / 1000
  const measures = extentMeasures(c, null)
  c.plan.aggregate({ kind: 'group', keys: [], sizes: [], lists: [], mask, measures })
  countGaps(c, period.mask, timeoutSeconds)
  const [all, buckets] = (await source.run(c.plan.build())).partials as GroupPartial[]
  const [extent] = readExtents(all!)
  return { gaps: readGaps(buckets!), figures: { ...extent!, timeoutSeconds } }
}

function countGaps(c: Compilation, mask: NodeRef | null, timeoutSeconds: number): void {
  const seconds = c.plan.add({ op: 'time-spent', runs: addPersons(c) })
  const bounds = c.plan.table(Float64Array.from(BORDERS, (border) => border + HALF_A_MILLISECOND))
  const bucket = c.plan.add({ op: 'number-codes', input: seconds, bounds, match: 'bucket' })
  const value = timeoutSeconds + HALF_A_MILLISECOND
  const longer = c.plan.add({ op: 'compare', input: seconds, comparison: 'gt', value })
  c.plan.aggregate({
    kind: 'group',
    keys: [bucket],
    sizes: [BORDERS.length + 2],
    lists: [false],
    mask,
    measures: [
      { measure: 'count', mask: null },
      { measure: 'count', mask: longer },
    ],
  })
}

/** Code 0 is an event that none follows, 1 the first bucket. */
function readGaps({ values: [gaps, longer] }: GroupPartial): Measured['gaps'] {
  return [0, ...BORDERS].map((from, index) => ({
    from,
    to: BORDERS[index] ?? null,
    gaps: gaps![index + 1]!,
    longer: longer![index + 1]!,
  }))
}
