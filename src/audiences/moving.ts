import { findRefReferences, type SegmentRef } from '../model/conditions.ts'
import type { Audience } from '../model/definitions/index.ts'
import type { ReportContext } from '../query/run-reports.ts'
import type { AudienceState } from './state.ts'

const DAY_MS = 86_400_000

/**
 * Whether who is in an audience can have changed since it was evaluated: other data, or a window that events leave
 * or come into. Where anything that it reads may look at the clock, that is so.
 */
export async function canHaveChanged(
  { source, dataView, definitions, now }: ReportContext,
  audience: Audience,
  { dataVersion, evaluatedAt }: AudienceState,
): Promise<boolean> {
  const schema = await source.schema()
  if (schema.dataVersion !== dataVersion || evaluatedAt === null) return true
  if (readsClock(definitions, audience, dataView)) return true
  const { lookbackDays } = audience
  const { firstTime, lastTime } = schema
  if (lookbackDays === undefined || firstTime === null || lastTime === null) return false
  const isAllIn = (at: number) => firstTime >= at - lookbackDays * DAY_MS && lastTime < at
  const isAllOut = (at: number) => lastTime < at - lookbackDays * DAY_MS
  return ![isAllIn, isAllOut].some((is) => is(evaluatedAt) && is(now))
}

/** By what is written: any range of dates, any clock, any calculated metric may. */
function readsClock(
  definitions: ReportContext['definitions'],
  { dateRange, segments }: Audience,
  dataView: ReportContext['dataView'],
): boolean {
  const parts: unknown[] = [dataView, definitions.sharedComponents()]
  const seen = new Set<string>()
  const read = (refs: readonly SegmentRef[]): void => {
    for (const ref of refs) if (typeof ref !== 'string') parts.push(ref)
    for (const { kind, id } of findRefReferences(refs, [])) {
      if (kind !== 'segment' || seen.has(id)) continue
      seen.add(id)
      const found = definitions.segment(id)
      if (found) read([found.definition])
    }
  }
  read(segments)
  read([dataView.segment ?? []].flat())
  const text = JSON.stringify(parts)
  const metrics = [...text.matchAll(/"metric":"([^"\\]+)"/g)].map(([, id]) => id!)
  if (metrics.some((id) => definitions.calculatedMetric(id) !== undefined)) return true
  return dateRange !== undefined || /"(dateRange|clock)":/.test(text)
}
