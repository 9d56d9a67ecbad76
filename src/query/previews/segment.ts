import type { GroupPartial, MaskRef, Measure } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { Extent, SegmentPreview } from '../../model/answers/previews.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import { type Compilation, addPersons, addSessions } from '../compilation/compilation.ts'
import type { Definitions } from '../compilation/definitions.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { compileScopeMask, underView } from '../segments/scope-mask.ts'
import { startCompilation } from '../components/start-compilation.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { compileSegment } from '../segments/compile.ts'

export interface PreviewContext {
  readonly source: JourneySource
  readonly dataView: DataView
  readonly definitions: Definitions
  /** UTC milliseconds. */
  readonly now: number
}

/** How much of a range a segment keeps (§5.6). Errors: those of `compileSegment` and date ranges. */
export async function previewSegment(
  { source, dataView, definitions, now }: PreviewContext,
  segment: SegmentRef,
  dateRange: DateRangeRef = 'last-90-days',
): Promise<SegmentPreview> {
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const period = resolvePeriod(c, dateRange)
  const mask = await compileScopeMask(c, [], period)
  const selected = await compileSegment(c, segment, period, ['segment'])
  const measures = [...extentMeasures(c, selected), ...extentMeasures(c, null)]
  c.plan.aggregate({ kind: 'group', keys: [], sizes: [], lists: [], mask, measures })
  const { partials } = await source.run(c.plan.build())
  const values = (partials[0] as GroupPartial).values.map((column) => column[0] ?? 0)
  return compared(extentOf(values.slice(0, 3)), extentOf(values.slice(3)))
}

function extentMeasures(c: Compilation, mask: MaskRef): Measure[] {
  return [
    { measure: 'distinct', runs: addPersons(c), mask },
    { measure: 'distinct', runs: addSessions(c), mask },
    { measure: 'count', mask },
  ]
}

const extentOf = ([people = 0, sessions = 0, events = 0]: readonly number[]): Extent => ({
  people,
  sessions,
  events,
})

function compared(kept: Extent, total: Extent): SegmentPreview {
  const share = (key: keyof Extent) => (total[key] === 0 ? null : kept[key] / total[key])
  const shares = { people: share('people'), sessions: share('sessions'), events: share('events') }
  return { kept, total, share: shares }
}
