import { type NodeRef, timeGrid } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type TimeDimensionId, type TimeDomain, timeDomain } from '../../calendar/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Domain, NumberValue, TextValue } from '../compilation/value.ts'

/** A time dimension's domain with what the engine finds an event's code by. */
export interface TimeBuckets extends Domain, Pick<TimeDomain, 'wall' | 'position'> {
  readonly bounds: Float64Array
  readonly grid: Uint32Array
  readonly cellMs: number
  readonly isAligned: boolean
  /** Bucket → code, null where they are the same. */
  readonly codes: Uint32Array | null
}

export interface Stretch {
  /** UTC milliseconds, `[start, end)`; may be infinite: then as far as there are events. */
  readonly start: number
  readonly end: number
}

/** The part of time that every event's own instant falls into: 0 outside of the stretch. */
export function eventTimePart(c: Compilation, id: TimeDimensionId, stretch: Stretch): TextValue {
  const domain = bucketsOver(c, id, stretch)
  const ref = c.plan.add({ op: 'time-bucket', key: domain.id, ...gridOf(c, domain) })
  return textValue(c, ref, domain, { isList: false })
}

/** The part of time that a field's instants fall into. Errors: request/too-large. */
export function instantPart(
  c: Compilation,
  id: TimeDimensionId,
  value: NumberValue,
  stretch: Stretch,
): TextValue {
  const domain = remembered(c, id, stretch)
  const ref = c.plan.add({ op: 'instant-bucket', input: value.ref, ...gridOf(c, domain) })
  const { isList, list } = value
  return textValue(c, ref, domain, list === undefined ? { isList } : { isList, list })
}

function gridOf(c: Compilation, { bounds, grid, cellMs, isAligned }: TimeBuckets) {
  return { bounds: c.plan.table(bounds), grid: c.plan.table(grid), cellMs, isAligned }
}

function textValue(
  c: Compilation,
  bucket: NodeRef,
  domain: TimeBuckets,
  place: Pick<TextValue, 'isList' | 'list'>,
): TextValue {
  const { codes } = domain
  const ref =
    codes === null ? bucket : c.plan.add({ op: 'map', input: bucket, table: c.plan.table(codes) })
  return { kind: 'text', ref, domain, ...place }
}

/** Above this many years, fine buckets only cover the time that has events. */
const WIDE_MS = 20 * 366 * 86_400_000

/** The buckets over a stretch of events, remembered per data version. Errors: request/too-large. */
function bucketsOver(c: Compilation, id: TimeDimensionId, stretch: Stretch): TimeBuckets {
  const data = dataStretch(c)
  const isWide = !(stretch.end - stretch.start <= WIDE_MS)
  if (isWide) return remembered(c, id, clipped(stretch, data))
  try {
    return remembered(c, id, stretch)
  } catch (error) {
    if (!(error instanceof ThroughlineError && error.code === 'request/too-large')) throw error
    return remembered(c, id, clipped(stretch, data))
  }
}

/** From the first event to behind the last. */
function dataStretch({ schema }: Compilation): Stretch {
  return { start: schema.firstTime ?? 0, end: (schema.lastTime ?? 0) + 1 }
}

function clipped(stretch: Stretch, data: Stretch): Stretch {
  const start = Math.max(stretch.start, data.start)
  return { start, end: Math.max(Math.min(stretch.end, data.end), start + 1) }
}

function remembered(c: Compilation, id: TimeDimensionId, { start, end }: Stretch): TimeBuckets {
  const { timeZone, calendar } = c.view
  const key = `time ${id} ${timeZone} ${JSON.stringify(calendar)} ${start} ${end}`
  return c.source.memo(key, () => {
    const { bounds, codes, size, item, codeOf, wall, position } = timeDomain(
      id,
      { timeZone, calendar },
      start,
      end,
    )
    const isSame = codes.every((code, bucket) => code === bucket)
    const found = { bounds, ...timeGrid(bounds), codes: isSame ? null : codes }
    return { id: key, size, isOrdered: true, item, codeOf, wall, position, ...found }
  })
}
