import type { MaskRef, Measure, NodeRef, Partial } from '../../engine/index.ts'
import type { UnitMomentsPartial } from '../../engine/reports/unit-moments.ts'
import { type Compilation, runsOf } from '../compilation.ts'
import type { Unit } from './expression.ts'
import type { Operand } from './operand.ts'

/** Where the squares of a leaf are found among the partials. */
export interface Squares {
  readonly rows: number
  readonly total: number
}

interface SquaresSpec {
  readonly unit: Unit
  /** The row dimension's codes, one per event, and how many codes there are. */
  readonly key: NodeRef
  readonly size: number
  readonly measure: Measure
  /** The events that count. */
  readonly mask: MaskRef
}

/** Adds the sum over units of a measure's squared sum in the unit, by row and in total, to the plan. */
export function placeSquares(
  c: Compilation,
  { unit, key, size, measure, mask }: SquaresSpec,
): Squares {
  const shared = {
    kind: 'unit-moments',
    exposure: null,
    carries: false,
    hasNone: true,
    mask,
    runs: unit === 'event' ? null : runsOf(c, unit),
    measures: [measure],
  } as const
  return {
    rows: c.plan.report({ ...shared, key, size }),
    total: c.plan.report({ ...shared, key: null, size: 2 }),
  }
}

/** The squares on rows with the given codes. Over the shown rows there is only the total. */
export function squaresOperand(
  partials: readonly Partial[],
  { rows, total }: Squares,
  codes: Uint32Array,
): Operand {
  const byCode = (partials[rows] as UnitMomentsPartial).squares[0]!
  const all = (partials[total] as UnitMomentsPartial).squares[0]![1]!
  return {
    rows: Float64Array.from(codes, (code) => byCode[code]!),
    total: all,
    filteredTotal: all,
  }
}
