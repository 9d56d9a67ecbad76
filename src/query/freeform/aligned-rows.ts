import type { MaskRef } from '../../engine/index.ts'
import { alignedCodes, isTimeDimension, timeDimensions } from '../../calendar/index.ts'
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
  /** The events that have a row; a longer range than the table's has more. */
  readonly mask: MaskRef
}

/**
 * The row dimensions of a column with a date range of its own, on the rows of the table: both ranges
 * start on the same row (§8.2). Only dimensions that cut time differ from range to range.
 */
export function alignRows(c: Compilation, own: RowsFrom, rows: RowsFrom): ColumnRows {
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
  const own = value.domain as TimeBuckets
  const rows = to.domain as TimeBuckets
  const isLine = isTimeDimension(id) && timeDimensions[id].kind === 'line'
  const from = isLine ? ([codeAt(own, start), codeAt(rows, toStart)] as const) : undefined
  const table = c.source.memo(`align ${own.id} to ${rows.id} ${from}`, () =>
    alignedCodes(own, rows, from),
  )
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref, domain: rows }
}

/** The code of the item at an instant; the first where it lies before. */
function codeAt({ bounds, codes }: TimeBuckets, instant: number): number {
  let bucket = 1
  while (bucket < bounds.length - 1 && bounds[bucket]! <= instant) bucket++
  return codes === null ? bucket : codes[bucket]!
}
