import { clearArray, fillMask } from '../kernels/fill.ts'
import { toNode, toParts } from '../links.ts'
import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind, Collector } from './aggregation.ts'

/** Events that must be in a mask at least so often within a period. */
export interface PeriodCriterion {
  readonly mask: MaskRef
  readonly atLeast: number
}

/** Who comes back in the periods around the one they were included in (§8.7). */
export interface CohortAggregation {
  readonly kind: 'cohort'
  /** Codes 1 … periods; 0 is outside of the range. */
  readonly period: NodeRef
  readonly periods: number
  readonly inclusion: PeriodCriterion
  readonly return: PeriodCriterion
  /** Periods from the inclusion: -1 is the one before. */
  readonly columns: readonly number[]
  /** Whether the return must be met in all columns before, too. */
  readonly isRolling: boolean
  /** Rows are these codes on the events of the inclusion instead of the periods. */
  readonly key: { readonly ref: NodeRef; readonly size: number } | null
}

/** Persons per row, and per row and column. Rows are periods (1 …) or codes; row 0 may be unused. */
export interface CohortPartial {
  readonly included: Float64Array
  readonly cells: Float64Array
}

export const cohort: AggregationKind<CohortAggregation, CohortPartial> = {
  links: {
    period: toNode,
    inclusion: toParts({ mask: toNode }),
    return: toParts({ mask: toNode }),
    key: toParts({ ref: toNode }),
  },
  start(aggregation, engine) {
    if (isPlain(aggregation)) return startPlain(aggregation, engine)
    const rows = aggregation.key?.size ?? aggregation.periods + 1
    const included = new Float64Array(rows)
    const cells = new Float64Array(rows * aggregation.columns.length)
    return {
      consume(scope) {
        const collect = aggregation.key ? collectByKey : collectByPeriod
        collect(aggregation, scope, { included, cells })
      },
      partial: () => ({ included, cells }),
    }
  },
  merge: (_aggregation, all) => ({
    included: sumOf(all.map((partial) => partial.included)),
    cells: sumOf(all.map((partial) => partial.cells)),
  }),
}

/** Whether once is enough in each of a few periods, so that a bit per period says it all. */
function isPlain({
  key,
  periods,
  inclusion,
  return: comeBack,
  ...aggregation
}: CohortAggregation): boolean {
  const isOnce = inclusion.atLeast === 1 && comeBack.atLeast === 1
  return isOnce && key === null && periods < MAX_PERIODS && !aggregation.isRolling
}

/** Periods, and distances between them, that fit into a word of bits. */
const MAX_PERIODS = 64

function startPlain(
  aggregation: CohortAggregation,
  { memory }: { readonly memory: Memory },
): Collector<CohortPartial> {
  const columns = aggregation.columns.length
  const included = memory.codes(aggregation.periods + 1).fill(0)
  const cells = memory.codes((aggregation.periods + 1) * columns).fill(0)
  const columnOf = memory.codes(2 * MAX_PERIODS).fill(0)
  aggregation.columns.forEach((distance, column) => {
    if (Math.abs(distance) < MAX_PERIODS) columnOf[MAX_PERIODS + distance] = column + 1
  })
  const places = [columnOf, columns, included, cells] as const
  return {
    consume(scope) {
      const { kernels, persons } = scope
      const [period, bits] = [scope.bytes(aggregation.period), criterionBits(aggregation, scope)]
      kernels.countCohorts(period, bits, persons.offsets, persons.count, ...places)
    },
    partial: () => ({ included: Float64Array.from(included), cells: Float64Array.from(cells) }),
  }
}

/** Bit 0 where an event includes, bit 1 where it is a return. */
function criterionBits(
  { inclusion, return: comeBack }: CohortAggregation,
  scope: Scope,
): Uint8Array {
  const bits = clearArray(scope.memory.bytes(scope.events), scope.kernels)
  for (const [bit, { mask }] of [inclusion, comeBack].entries()) {
    const where =
      scope.maskOrAll(mask) ?? fillMask(scope.memory.bytes(scope.events), 1, scope.kernels)
    scope.kernels.addBit(where, bit, bits, scope.events)
  }
  return bits
}

function sumOf(arrays: readonly Float64Array[]): Float64Array {
  const sum = Float64Array.from(arrays[0]!)
  for (const array of arrays.slice(1)) for (let i = 0; i < sum.length; i++) sum[i]! += array[i]!
  return sum
}

/** One person's periods: how many events of a criterion each has. */
class PeriodCounts {
  readonly #counts: Uint32Array
  readonly #atLeast: number
  #touched: number[] = []

  constructor(periods: number, atLeast: number) {
    this.#counts = new Uint32Array(periods + 1)
    this.#atLeast = atLeast
  }

  add(period: number): void {
    if (this.#counts[period]!++ === 0) this.#touched.push(period)
  }

  isMet(period: number): boolean {
    return (this.#counts[period] ?? 0) >= this.#atLeast
  }

  met(): number[] {
    return this.#touched.filter((period) => this.isMet(period))
  }

  clear(): void {
    for (const period of this.#touched) this.#counts[period] = 0
    this.#touched = []
  }
}

function collectByPeriod(aggregation: CohortAggregation, scope: Scope, out: CohortPartial): void {
  const period = scope.codes(aggregation.period)
  const [include, comeBack] = [
    scope.maskOrAll(aggregation.inclusion.mask),
    scope.maskOrAll(aggregation.return.mask),
  ]
  const included = new PeriodCounts(aggregation.periods, aggregation.inclusion.atLeast)
  const returned = new PeriodCounts(aggregation.periods, aggregation.return.atLeast)
  const { count, offsets } = scope.persons
  for (let p = 0; p < count; p++) {
    for (let i = offsets[p]!; i < offsets[p + 1]!; i++) {
      const at = period[i]!
      if (at === 0) continue
      if (!include || include[i]) included.add(at)
      if (!comeBack || comeBack[i]) returned.add(at)
    }
    for (const row of included.met()) {
      out.included[row]!++
      for (const column of columnsMet(aggregation, returned, row)) {
        out.cells[row * aggregation.columns.length + column]!++
      }
    }
    included.clear()
    returned.clear()
  }
}

/** Indexes of the columns in which the return is met by someone included in a period. */
function columnsMet(
  aggregation: CohortAggregation,
  returned: PeriodCounts,
  from: number,
): number[] {
  const met: number[] = []
  for (const [index, column] of aggregation.columns.entries()) {
    const period = from + column
    if (period < 1 || period > aggregation.periods || !returned.isMet(period)) {
      if (aggregation.isRolling) break
      continue
    }
    met.push(index)
  }
  return met
}

function collectByKey(aggregation: CohortAggregation, scope: Scope, out: CohortPartial): void {
  const period = scope.codes(aggregation.period)
  const key = scope.codes(aggregation.key!.ref)
  const [include, comeBack] = [
    scope.maskOrAll(aggregation.inclusion.mask),
    scope.maskOrAll(aggregation.return.mask),
  ]
  const returned = new PeriodCounts(aggregation.periods, aggregation.return.atLeast)
  const { count, offsets } = scope.persons
  for (let p = 0; p < count; p++) {
    const inclusions = new Map<number, PeriodCounts>()
    for (let i = offsets[p]!; i < offsets[p + 1]!; i++) {
      const at = period[i]!
      if (at === 0) continue
      if (!include || include[i]) {
        const item = key[i]!
        const counts =
          inclusions.get(item) ??
          new PeriodCounts(aggregation.periods, aggregation.inclusion.atLeast)
        inclusions.set(item, counts)
        counts.add(at)
      }
      if (!comeBack || comeBack[i]) returned.add(at)
    }
    for (const [item, counts] of inclusions)
      countItem(aggregation, out, item, counts.met(), returned)
    returned.clear()
  }
}

/** A person is counted once per item and column, whichever of its periods of inclusion it was. */
function countItem(
  aggregation: CohortAggregation,
  out: CohortPartial,
  item: number,
  periods: readonly number[],
  returned: PeriodCounts,
): void {
  if (periods.length === 0) return
  out.included[item]!++
  const columns = new Set(periods.flatMap((period) => columnsMet(aggregation, returned, period)))
  for (const column of columns) out.cells[item * aggregation.columns.length + column]!++
}
