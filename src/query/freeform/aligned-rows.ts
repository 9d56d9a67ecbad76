import type { MaskRef } from '../../engine/index.ts'
import {
  alignCodes,
  isTimeDimension,
  type TimeDimensionId,
  timeDimensions,
} from '../../calendar/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import type { TextValue } from '../compilation/value.ts'

/** Row dimensions over a range, which begins at `start` (UTC milliseconds). */
export interface RowsFrom {
  readonly dimensions: readonly CompiledDimension[]
  readonly start: number
}

export interface ColumnRows {
  readonly dimensions: readonly CompiledDimension[]
  /** The events that have a row: with attribution some touchpoints have none. */
  readonly mask: MaskRef
  /** The codes of the rows of a single part of time in the range of the column; null for other rows. */
  readonly periods: readonly number[] | null
}

/**
 * The row dimensions of a column with a date range of its own, on the rows of the table: both ranges
 * start on the same row (§8.2). Only dimensions that cut time differ from range to range.
 */
export function alignRows(
  c: Compilation,
  own: RowsFrom,
  rows: RowsFrom,
): Omit<ColumnRows, 'periods'> {
  const masks: MaskRef[] = []
  const dimensions = own.dimensions.map((dimension, k) => {
    const target = rows.dimensions[k]!
    if (!isCut(dimension) || !isCut(target)) return dimension
    const align = (value: TextValue, to: TextValue) =>
      aligned(c, dimension.id, [value, own.start], [to, rows.start])
    const value = align(dimension.value, target.value)
    masks.push(c.plan.add({ op: 'has', input: value.ref }))
    return { ...dimension, value, instances: value }
  })
  return { dimensions, mask: c.plan.and(...masks) }
}

const isCut = ({ value }: CompiledDimension): boolean => 'wall' in value.domain

function aligned(
  c: Compilation,
  id: string,
  [value, start]: readonly [TextValue, number],
  [to, toStart]: readonly [TextValue, number],
): TextValue {
  const rows = to.domain as TimeBuckets
  const own = { buckets: value.domain as TimeBuckets, start }
  const table = findAlignment(c, id, own, { buckets: rows, start: toStart })
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref, domain: rows }
}

/** The parts of time that rows are, from a range's start on. */
export interface TimeRows {
  readonly buckets: TimeBuckets
  readonly start: number
}

/** The code of the row of each own code; 0 for those that have none. */
export function findAlignment(
  c: Compilation,
  id: string,
  own: TimeRows,
  rows: TimeRows,
): Uint32Array {
  const codes = [codeAt(own.buckets, own.start), codeAt(rows.buckets, rows.start)] as const
  const from = isTimeLine(id) ? codes : undefined
  return c.source.memo(`align ${own.buckets.id} to ${rows.buckets.id} ${from}`, () =>
    alignCodes(own.buckets, rows.buckets, from),
  )
}

export const isTimeLine = (id: string): id is TimeDimensionId =>
  isTimeDimension(id) && timeDimensions[id].kind === 'line'

/** The codes of the items that a stretch of time has a part of. */
export function codesWithin(
  { bounds, codes }: TimeBuckets,
  { start, end }: { readonly start: number; readonly end: number },
): number[] {
  const within: number[] = []
  for (let bucket = 1; bucket < bounds.length; bucket++) {
    if (bounds[bucket - 1]! >= end || bounds[bucket]! <= start) continue
    within.push(codes === null ? bucket : codes[bucket]!)
  }
  return [...new Set(within)]
}

/** The code of the item at an instant; the first where it lies before. */
export function codeAt({ bounds, codes }: TimeBuckets, instant: number): number {
  let bucket = 1
  while (bucket < bounds.length - 1 && bounds[bucket]! <= instant) bucket++
  return codes === null ? bucket : codes[bucket]!
}
