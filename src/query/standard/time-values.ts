import type { NodeRef } from '../../engine/index.ts'
import {
  countMostBuckets,
  type TimeDimensionId,
  type TimeDomain,
  timeDimensions,
  type TimeRange,
} from '../../calendar/index.ts'
import { readLimit } from '../../model/budgets/index.ts'
import { buildBoundedTimeDomain } from '../compilation/bounded-time-domain.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Domain, ItemType, NumberValue, TextValue } from '../compilation/value.ts'

/** A time dimension's domain with what an event's code is found by. */
export interface TimeBuckets extends Domain, Pick<TimeDomain, 'wall' | 'position'> {
  readonly bounds: Float64Array
  /** Bucket → code, null where they are the same. */
  readonly codes: Uint32Array | null
}

/**
 * The part of time that every event's own instant falls into: 0 outside of the stretch. Where that is
 * infinite, it covers all events.
 */
export function compileEventTimePart(
  c: Compilation,
  id: TimeDimensionId,
  stretch: TimeRange,
): TextValue {
  const domain = bucketsOver(c, id, stretch)
  const ref = c.plan.add({ op: 'time-bucket', key: domain.id, bounds: c.plan.table(domain.bounds) })
  return textValue(c, ref, domain, { isList: false })
}

/** The part of time that a field's instants fall into. Errors: request/too-large. */
export function compileInstantPart(
  c: Compilation,
  id: TimeDimensionId,
  value: NumberValue,
  stretch: TimeRange,
): TextValue {
  const domain = remembered(c, id, stretch)
  const ref = c.plan.add({
    op: 'instant-bucket',
    input: value.ref,
    bounds: c.plan.table(domain.bounds),
  })
  const { isList, list } = value
  return textValue(c, ref, domain, list === undefined ? { isList } : { isList, list })
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

function itemTypeOf(id: TimeDimensionId, item: TimeDomain['item']): ItemType {
  if (timeDimensions[id].kind === 'line') return 'time'
  return typeof item(1) === 'number' ? 'number' : 'text'
}

/** Above this many years, fine buckets only cover the time that has events. */
const WIDE_MS = 20 * 366 * 86_400_000

/** The buckets over a stretch of events, remembered per data version. Errors: request/too-large. */
function bucketsOver(c: Compilation, id: TimeDimensionId, stretch: TimeRange): TimeBuckets {
  const data = dataStretch(c)
  const isWide = !(stretch.end - stretch.start <= WIDE_MS)
  const isTooFine = countMostBuckets(id, c.view.calendar, stretch) > readLimit('time-buckets')
  return remembered(c, id, isWide || isTooFine ? clipped(stretch, data) : stretch)
}

/** From the first event to behind the last. */
function dataStretch({ schema }: Compilation): TimeRange {
  return { start: schema.firstTime ?? 0, end: (schema.lastTime ?? 0) + 1 }
}

function clipped(stretch: TimeRange, data: TimeRange): TimeRange {
  const start = Math.max(stretch.start, data.start)
  return { start, end: Math.max(Math.min(stretch.end, data.end), start + 1) }
}

function remembered(c: Compilation, id: TimeDimensionId, { start, end }: TimeRange): TimeBuckets {
  const { timeZone, calendar } = c.view
  const key = `time ${id} ${timeZone} ${JSON.stringify(calendar)} ${start} ${end}`
  return c.source.memo(key, () => {
    const { bounds, codes, size, item, codeOf, wall, position } = buildBoundedTimeDomain(
      id,
      { timeZone, calendar },
      { start, end },
    )
    const isSame = codes.every((code, bucket) => code === bucket)
    const found = { bounds, codes: isSame ? null : codes }
    const itemType = itemTypeOf(id, item)
    return {
      id: key,
      size,
      isOrdered: true,
      isTime: true,
      itemType,
      item,
      codeOf,
      wall,
      position,
      ...found,
    }
  })
}
