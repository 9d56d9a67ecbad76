import type { GroupPartial, MaskRef, Measure } from '../../engine/index.ts'
import type { Extent, SegmentPreview } from '../../model/answers/previews.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import { addPersons, addSessions, type Compilation } from '../compilation/compilation.ts'
import type { Definitions } from '../compilation/definitions.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { startCompilation } from '../components/start-compilation.ts'
import { compileSegment } from '../segments/compile.ts'
import { compileScopeMask, underView } from '../segments/scope-mask.ts'

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
  const [kept, total] = readExtents(partials[0] as GroupPartial)
  return compareExtents(kept!, total!)
}

/** People, sessions and events of a mask. */
export function extentMeasures(c: Compilation, mask: MaskRef): Measure[] {
  return [
    { measure: 'distinct', runs: addPersons(c), mask },
    { measure: 'distinct', runs: addSessions(c), mask },
    { measure: 'count', mask },
  ]
}

/** The figures of several `extentMeasures`, in their order. */
export function readExtents({ values }: GroupPartial): readonly Extent[] {
  const figures = values.map((column) => column[0] ?? 0)
  return Array.from({ length: figures.length / 3 }, (_, i) => {
    const [people = 0, sessions = 0, events = 0] = figures.slice(3 * i, 3 * i + 3)
    return { people, sessions, events }
  })
}

/** What is kept, of how much, and its share. */
export function compareExtents(kept: Extent, total: Extent): SegmentPreview {
  const share = (key: keyof Extent) => (total[key] === 0 ? null : kept[key] / total[key])
  const shares = { people: share('people'), sessions: share('sessions'), events: share('events') }
  return { kept, total, share: shares }
}
