import type { PartialResult } from '../../engine/index.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { Item } from '../../model/result.ts'
import { listEveryRow } from './every-row.ts'
import { buildCodeSpace, type RowSpace, buildRowSpace } from './row-space.ts'
import type { RowFilter } from './search.ts'
import { type CompiledColumn, findRowPlaces } from './table.ts'
import { groupPartial, type FigurePlace } from './tally.ts'

/** The rows of a table, with those that only its functions see. */
export interface TableRows {
  readonly space: RowSpace
  /** The rows on which a column has a figure, or that are asked for: ascending indexes. */
  readonly given: Uint32Array
  /** What functions of a column see, whatever other columns have: ascending indexes. */
  seenBy(column: CompiledColumn): Uint32Array
  /** Whether rows stand in the order of the table. */
  readonly isInOrder: boolean
}

/**
 * Every row on which any column has a figure or sees an event, and of time every period that one sees;
 * `codes` are asked for besides, of a single dimension.
 */
export function findTableRows(
  partials: readonly PartialResult[],
  columns: readonly CompiledColumn[],
  dimensions: readonly CompiledDimension[],
  filter: RowFilter,
  codes: readonly number[],
): TableRows {
  const space = wholeSpace(partials, columns, dimensions, codes)
  const isPlain = codes.length === 0 && columns.every(({ seen }) => seen === null)
  const all = listEveryRow(space.count)
  if (isPlain) return { space, given: all, seenBy: () => all, isInOrder: false }
  const isVisible = new Uint8Array(space.count)
  for (const row of filter.seen(space.codes)) isVisible[row] = 1
  return {
    space,
    given: rowsWith(partials, space, placesOf(columns), codes),
    seenBy: (column) => seenIn(column, partials, space).filter((row) => isVisible[row]),
    isInOrder: false,
  }
}

/** The rows on which a column has a figure or sees an event, and of time the periods of its range. */
export function seenIn(
  column: CompiledColumn,
  partials: readonly PartialResult[],
  space: RowSpace,
): Uint32Array {
  const { events, periods } = column.seen!
  return rowsWith(partials, space, [...placesOf([column]), events], periods ?? [])
}

const placesOf = (columns: readonly CompiledColumn[]): readonly FigurePlace[] =>
  findRowPlaces(columns).map(({ rows }) => rows)

function wholeSpace(
  partials: readonly PartialResult[],
  columns: readonly CompiledColumn[],
  dimensions: readonly CompiledDimension[],
  codes: readonly number[],
): RowSpace {
  const seen = columns.flatMap(({ seen: own }) => own ?? [])
  const places = [...placesOf(columns), ...seen.map(({ events }) => events)]
  const groups = [...new Set(places.map((place) => groupPartial(partials, place)))]
  const sizes = dimensions.map(({ value }) => value.domain.size)
  const space = buildRowSpace(groups, sizes)
  const more = [...codes, ...seen.flatMap(({ periods }) => periods ?? [])]
  if (sizes.length > 1 || more.length === 0) return space
  const known = more.filter((code) => code < sizes[0]!)
  return buildCodeSpace(Uint32Array.from(new Set([...space.codes[0]!, ...known])).sort(), sizes[0]!)
}

/** The rows that have any of the figures, or of a single dimension one of the codes. */
function rowsWith(
  partials: readonly PartialResult[],
  space: RowSpace,
  places: readonly FigurePlace[],
  codes: readonly number[],
): Uint32Array {
  const figures = [...new Set(places)].map((place) =>
    space.spread(groupPartial(partials, place), place.measure),
  )
  const own = new Set(space.codes.length === 1 ? codes : [])
  const [first] = space.codes
  const rows = new Uint32Array(space.count)
  let length = 0
  for (let row = 0; row < rows.length; row++) {
    const has = figures.some((column) => column[row] !== 0) || own.has(first![row]!)
    if (has) rows[length++] = row
  }
  return rows.subarray(0, length)
}

/** Rows of given items of one dimension, each of which every function sees; as given, unless they are sorted. */
export function findItemRows(
  { value }: CompiledDimension,
  items: readonly Item[],
  isSorted: boolean,
): TableRows {
  const { domain } = value
  const codes = Uint32Array.from(items, (item) => domain.codeOf(item) ?? domain.size)
  const all = Uint32Array.from(items, (_, row) => row)
  return {
    space: buildCodeSpace(codes, domain.size),
    given: all,
    seenBy: () => all,
    isInOrder: !isSorted,
  }
}
