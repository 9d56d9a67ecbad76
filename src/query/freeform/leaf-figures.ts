import type { GroupPartial, PartialResult } from '../../engine/index.ts'
import type { Operand } from '../formula/index.ts'
import type { LeafPlaces } from './place-leaf.ts'
import type { RowSpace } from './row-space.ts'
import { readFigure, groupPartial, type FigurePlace } from './tally.ts'

/** A leaf's figures on the given rows, in total, and over the shown rows (null: all). */
export function readLeafFigures(
  places: LeafPlaces,
  partials: readonly PartialResult[],
  space: RowSpace,
  shown: Uint32Array | null,
): Operand {
  if (places.isDistinct) return distinctFigures(places, partials, space)
  const rows = space.spread(groupPartial(partials, places.rows), places.rows.measure)
  const total = readFigure(partials, places.total)
  if (places.filtered) return { rows, total, filteredTotal: readFigure(partials, places.filtered) }
  const sum = (all: number, row: number) => all + rows[row]!
  return { rows, total, filteredTotal: shown === null ? total : shown.reduce(sum, 0) }
}

function distinctFigures(
  places: LeafPlaces,
  partials: readonly PartialResult[],
  space: RowSpace,
): Operand {
  const countOf = (place: FigurePlace) => {
    let count = 0
    for (const events of groupPartial(partials, place).values[place.measure]!) {
      count += Number(events > 0)
    }
    return count
  }
  return {
    rows: distinctRows(groupPartial(partials, places.rows), places.rows.measure, space),
    total: countOf(places.total),
    filteredTotal: countOf(places.filtered ?? places.total),
  }
}

/** For each row, how many groups of one more key lie in it. */
function distinctRows(partial: GroupPartial, measure: number, space: RowSpace): Float64Array {
  const rows = new Float64Array(space.count)
  const figures = partial.values[measure]!
  const nameAt = (keys: readonly Uint32Array[], index: number) =>
    keys.map((codes) => codes[index]).join()
  if (partial.keys === null) {
    const size = figures.length / Math.max(1, space.groups)
    for (let row = 0; row < space.count; row++) {
      const first = space.groupOf(row) * size
      for (let g = first; g < first + size; g++) rows[row]! += Number(figures[g]! > 0)
    }
    return rows
  }
  const index = new Map<string, number>()
  for (let row = 0; row < space.count; row++) index.set(nameAt(space.codes, row), row)
  const keys = partial.keys.slice(0, -1)
  for (let g = 0; g < figures.length; g++) {
    const row = figures[g]! > 0 ? index.get(nameAt(keys, g)) : undefined
    if (row !== undefined) rows[row]!++
  }
  return rows
}
