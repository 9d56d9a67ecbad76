import type { GroupPartial, MaskRef, Measure, NodeRef, PartialResult } from '../../engine/index.ts'
import { type Compilation, addRuns } from '../compilation/compilation.ts'
import type { Unit } from './expression.ts'
import type { Operand } from './operand.ts'

/** Row dimensions as a group aggregation has them; none for one sum of all. */
export interface SquareKeys {
  readonly refs: readonly NodeRef[]
  readonly sizes: readonly number[]
  readonly lists: readonly boolean[]
  readonly elements?: readonly NodeRef[]
}

/** Where the squares of a leaf are found among the partials. */
export interface Squares {
  readonly rows: number
  readonly total: number
  /** Over the rows that pass the search; null where all do. */
  readonly filtered: number | null
}

interface SquaresSpec {
  readonly unit: Unit
  readonly keys: SquareKeys
  readonly measure: Measure
  /** The events that count. */
  readonly mask: MaskRef
}

/** Adds the sum over units of a measure's squared sum in the unit, by row, to the plan: its aggregation. */
export function placeSquares(c: Compilation, { unit, keys, measure, mask }: SquaresSpec): number {
  const { refs, sizes, lists, elements } = keys
  return c.plan.aggregate({
    kind: 'unit-squares',
    keys: refs,
    sizes,
    lists,
    ...(elements === undefined ? {} : { elements }),
    mask,
    runs: unit === 'event' ? null : addRuns(c, unit),
    measure,
  })
}

/** The squares of an aggregation without keys. */
export function sumSquares(partials: readonly PartialResult[], aggregation: number): number {
  return (partials[aggregation] as GroupPartial).values[0]![0] ?? 0
}

/** The squares on rows with the given codes, one array per row dimension. */
export function readSquares(
  partials: readonly PartialResult[],
  { rows, total, filtered }: Squares,
  codes: readonly Uint32Array[],
): Operand {
  const { keys, values } = partials[rows] as GroupPartial
  const nameOf = (columns: readonly Uint32Array[], row: number) =>
    columns.map((column) => column[row]).join()
  const byName = new Map(
    Array.from(values[0]!, (square, row) => [nameOf(keys!, row), square] as const),
  )
  const all = sumSquares(partials, total)
  return {
    rows: Float64Array.from(codes[0]!, (_, row) => byName.get(nameOf(codes, row)) ?? 0),
    total: all,
    filteredTotal: filtered === null ? all : sumSquares(partials, filtered),
  }
}
