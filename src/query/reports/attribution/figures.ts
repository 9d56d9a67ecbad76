import type { PartialResult, TouchPathsPartial } from '../../../engine/index.ts'
import type { Figure, Item } from '../../../model/result.ts'
import { compareItems } from '../../compilation/item-order.ts'
import type { Domain } from '../../compilation/value.ts'
import { describeItem } from '../../components/describe-item.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { evaluateFormula, type Expression, type Leaf, toNumbers } from '../../formula/index.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { gridSpace } from '../parts/figure-over-time.ts'
import type { CreditedLeaf, Crediting } from './credited-leaf.ts'
import type { AttributionResult } from './request.ts'

/** The metrics of a formula with what was computed of them. */
export interface Credited {
  readonly formula: Expression
  readonly leaves: readonly CreditedLeaf[]
  readonly partials: readonly PartialResult[]
}

/** The formula on rows of its metrics' amounts, and on their totals. */
function evaluateOn(
  { formula, leaves, partials }: Credited,
  count: number,
  amountsOf: (leaf: CreditedLeaf) => ArrayLike<number>,
): { readonly rows: readonly Figure[]; readonly total: Figure } {
  const operandOf = (leaf: Leaf) => {
    const credited = leaves.find((one) => one.leaf === leaf)!
    const total = credited.total(partials)
    return { rows: Float64Array.from(amountsOf(credited)), total, filteredTotal: total }
  }
  const { rows, total } = evaluateFormula(formula, operandOf, count)
  return { rows: Array.from(toNumbers(rows), figureOrNull), total: figureOrNull(total) }
}

/**
 * One row per item with credit by any model, the largest by the first model first, and the metric's own
 * total: functions of all rows see those of the first model.
 */
export function readRows(
  credited: Credited,
  dimension: CompiledDimension,
  models: number,
  limit: number,
): Pick<AttributionResult, 'rows' | 'total'> {
  const { instances, noValue } = dimension
  const credits = new Map(credited.leaves.map((leaf) => [leaf, leaf.credit(credited.partials)]))
  const all = [...credits.values()].flat().flatMap((credit) => [...credit.keys()])
  const codes = [...new Set(all)].filter((code) => code !== 0 || noValue.isShown)
  const columns = Array.from({ length: models }, (_, m) => {
    const creditOf = (leaf: CreditedLeaf) =>
      codes.map((code) => credits.get(leaf)![m]!.get(code) ?? 0)
    return evaluateOn(credited, codes.length, creditOf)
  })
  const rows = codes.map((code, row) => ({
    item: instances.domain.item(code),
    ...describeItem(dimension, code),
    values: columns.map((column) => column.rows[row]!),
  }))
  const size = ([value]: readonly Figure[]) => value ?? Number.NEGATIVE_INFINITY
  rows.sort((a, b) => compareSizes(size(a.values), size(b.values)) || compareItems(a.item, b.item))
  return { rows: rows.slice(0, limit), total: columns[0]!.total }
}

const compareSizes = (a: number, b: number): number => (a === b ? 0 : b - a)

/** For each combination of items, the formula on the conversions that all of them touched. */
export function readOverlap(
  credited: Credited,
  domain: Domain,
  items: readonly Item[],
): AttributionResult['overlap'] {
  const codes = items.map((item) => domain.codeOf(item)!)
  const combinations = Array.from({ length: 2 ** items.length - 1 }, (_, index) => index + 1)
  const { rows } = evaluateOn(credited, combinations.length, (leaf) => {
    const sets = leaf.sets(credited.partials)
    return combinations.map((bits) => {
      const chosen = codes.filter((_, i) => bits & (1 << i))
      let value = 0
      eachPath(sets, (path, p) => {
        if (chosen.every((code) => path.includes(code))) value += sets.amounts[p]!
      })
      return value
    })
  })
  return combinations.map((bits, row) => ({
    items: items.filter((_, i) => bits & (1 << i)),
    value: rows[row]!,
  }))
}

/** Conversions are those of the formula's first metric. */
export function readPaths(
  credited: Credited,
  domain: Domain,
  limit: number,
): AttributionResult['paths'] {
  const found = credited.leaves.map((leaf) => pathsByName(leaf.sequences(credited.partials)))
  const names = [...new Set(found.flatMap((paths) => [...paths.keys()]))]
  const { rows } = evaluateOn(credited, names.length, (leaf) => {
    const paths = found[credited.leaves.indexOf(leaf)]!
    return names.map((name) => paths.get(name)?.amount ?? 0)
  })
  const paths = names.map((name, row) => {
    const { codes } = found.find((one) => one.has(name))!.get(name)!
    const items = codes.map((code) => domain.item(code))
    return { items, conversions: found[0]!.get(name)?.conversions ?? 0, value: rows[row]! }
  })
  const textOf = ({ items }: (typeof paths)[number]) => items.join('\n')
  paths.sort((a, b) => b.conversions - a.conversions || (textOf(a) < textOf(b) ? -1 : 1))
  return paths.slice(0, limit)
}

interface TouchedPath {
  readonly codes: readonly number[]
  readonly conversions: number
  readonly amount: number
}

function pathsByName(sequences: TouchPathsPartial): ReadonlyMap<string, TouchedPath> {
  const found = new Map<string, TouchedPath>()
  eachPath(sequences, (path, p) => {
    const amount = sequences.amounts[p]!
    found.set(path.join(), { codes: [...path], conversions: sequences.conversions[p]!, amount })
  })
  return found
}

function eachPath(
  { offsets, codes, conversions }: TouchPathsPartial,
  visit: (path: Uint32Array, index: number) => void,
): void {
  for (let p = 0; p < conversions.length; p++) {
    visit(codes.subarray(offsets[p], offsets[p + 1]), p)
  }
}

/** The credit of one item along time, from the earliest touchpoint's interval on. */
export function readTrend(
  credited: Credited,
  { time }: NonNullable<Crediting['trend']>,
  models: number,
): NonNullable<AttributionResult['trend']> {
  const { size, item } = time.value.domain
  const times = Array.from({ length: size - 1 }, (_, index) => index + 1)
  const space = gridSpace([times], [time])
  const columns = Array.from({ length: models }, (_, m) => {
    const alongTime = (leaf: CreditedLeaf) => space.spread(leaf.trend(credited.partials)[m]!, 0)
    return evaluateOn(credited, times.length, alongTime).rows
  })
  return times.map((at, index) => ({
    interval: String(item(at)),
    values: columns.map((column) => column[index]!),
  }))
}
