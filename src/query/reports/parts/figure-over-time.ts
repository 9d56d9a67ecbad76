import type { PartialResult } from '../../../engine/index.ts'
import type { Figure, Item } from '../../../model/result.ts'
import type { TimeDimensionId } from '../../../calendar/index.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { compareCodes } from '../../compilation/item-order.ts'
import type { RowSpace } from '../../freeform/row-space.ts'

/** Something that is counted by any row dimensions. */
export interface CountedFigure {
  place(dimensions: readonly CompiledDimension[]): Promise<PlacedFigure>
}

export interface PlacedFigure {
  /** The rows that have a figure. */
  rowsOf(partials: readonly PartialResult[]): RowSpace
  /** A figure per row and over all, NaN where it is undefined. */
  read(
    partials: readonly PartialResult[],
    space: RowSpace,
  ): { readonly rows: Float64Array; readonly total: number }
}

export interface TimeAxis {
  readonly interval: TimeDimensionId
  readonly period: Period
  /** Null: one series without an item. */
  readonly breakdown: CompiledDimension | null
  /** Items of the breakdown, those with the largest totals. */
  readonly limit: number
}

/** A figure in every interval in their order, also where nothing happened, and over all of them. */
export interface TimeSeries {
  /** Only with a breakdown. */
  readonly item?: Item
  readonly points: readonly { readonly interval: string; readonly value: Figure }[]
  readonly total: Figure
}

/** The series of a figure: of the largest items, or of those that are named. */
export type ReadSeries = (
  partials: readonly PartialResult[],
  items?: readonly Item[],
) => TimeSeries[]

/** Counts a figure along time; what it returns reads the series once the tally is settled and run. */
export async function placeOverTime(
  c: Compilation,
  figure: CountedFigure,
  axis: TimeAxis,
): Promise<ReadSeries> {
  const time = await compileDimension(c, axis.interval, axis.period)
  const { breakdown } = axis
  if (breakdown === null) {
    const placed = await figure.place([time])
    const space = gridSpace([codesOf(time)], [time])
    return (partials) => {
      const { rows, total } = placed.read(partials, space)
      return [{ points: pointsOf(time, rows), total: figureOrNull(total) }]
    }
  }
  const items = await figure.place([breakdown])
  const cells = await figure.place([breakdown, time])
  return (partials, named) => {
    const shown = named
      ? namedItems(items, partials, breakdown, named)
      : largestItems(items, partials, breakdown, axis.limit)
    return shown.map(({ code, figure: total }) => {
      const space = gridSpace([[code], codesOf(time)], [breakdown, time])
      const { rows } = cells.read(partials, space)
      const item = breakdown.value.domain.item(code)
      return { item, points: pointsOf(time, rows), total: figureOrNull(total) }
    })
  }
}

const codesOf = ({ value }: CompiledDimension): number[] =>
  Array.from({ length: value.domain.size - 1 }, (_, index) => index + 1)

const pointsOf = ({ value }: CompiledDimension, figures: Float64Array) =>
  Array.from(figures, (figure, index) => ({
    interval: String(value.domain.item(index + 1)),
    value: figureOrNull(figure),
  }))

interface SizedItem {
  readonly code: number
  readonly figure: number
}

/** Items by their names, those that there are. */
function namedItems(
  placed: PlacedFigure,
  partials: readonly PartialResult[],
  dimension: CompiledDimension,
  named: readonly Item[],
): SizedItem[] {
  const { domain } = dimension.value
  const codes = named.flatMap((item) => (item === null ? 0 : (domain.codeOf(item) ?? [])))
  const { rows } = placed.read(partials, gridSpace([codes], [dimension]))
  return codes.map((code, row) => ({ code, figure: rows[row]! }))
}

function largestItems(
  placed: PlacedFigure,
  partials: readonly PartialResult[],
  { noValue, value: { domain } }: CompiledDimension,
  limit: number,
): SizedItem[] {
  const space = placed.rowsOf(partials)
  const { rows } = placed.read(partials, space)
  const sized = (figure: number) => (Number.isNaN(figure) ? -Infinity : figure)
  return [...space.codes[0]!]
    .map((code, row) => ({ code, figure: rows[row]! }))
    .filter(({ code }) => code > 0 || noValue.isShown)
    .sort((a, b) => sized(b.figure) - sized(a.figure) || compareCodes(domain, a.code, b.code))
    .slice(0, limit)
}

/** All combinations of codes as rows, the last code running fastest. */
export function gridSpace(
  codes: readonly (readonly number[])[],
  dimensions: readonly CompiledDimension[],
): RowSpace {
  const sizes = dimensions.map(({ value }) => value.domain.size)
  const packed = (of: readonly number[]) => of.reduce((all, code, k) => all * sizes[k]! + code, 0)
  const tuples = codes.reduce<number[][]>(
    (all, own) => all.flatMap((tuple) => own.map((code) => [...tuple, code])),
    [[]],
  )
  const groups = tuples.map(packed)
  const rowOf = new Map(groups.map((group, row) => [group, row]))
  return {
    count: tuples.length,
    codes: sizes.map((_, k) => Uint32Array.from(tuples, (tuple) => tuple[k]!)),
    groups: sizes.reduce((product, size) => product * size, 1),
    groupOf: (row) => groups[row]!,
    spread: ({ keys, values }, measure) => {
      const figures = values[measure]!
      if (keys === null) return Float64Array.from(groups, (group) => figures[group]!)
      const out = new Float64Array(tuples.length)
      figures.forEach((figure, g) => {
        const row = rowOf.get(packed(keys.map((column) => column[g]!)))
        if (row !== undefined) out[row] = figure
      })
      return out
    },
  }
}
