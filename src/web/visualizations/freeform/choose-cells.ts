import type { GridSelection } from '../../grid/index.ts'
import { type CellChoice, MOST_ROWS, textOfKey } from '../cells/cell-choice.ts'
import type { TableModel } from './table-model.ts'

/** The selected cells as charts name them; null of a single cell, and where no rows are selected. */
export function chooseCells(
  model: TableModel,
  { ranges }: GridSelection,
  offset: number,
): CellChoice | null {
  const rows = new Map<string, readonly string[]>()
  const columns = new Set<string>()
  for (const { top, bottom, left, right } of ranges) {
    for (let column = Math.max(left - 1, offset); column < right; column++) {
      const id = model.leaves[column - offset]?.column.id
      if (id !== undefined) columns.add(id)
    }
    const last = Math.min(bottom, model.rowCount - 1)
    for (let drawn = Math.max(0, top); drawn <= last && rows.size < MOST_ROWS; drawn++) {
      const path = model.rowAt(drawn)?.touched?.path.map(textOfKey)
      if (path !== undefined) rows.set(path.join('\n'), path)
    }
  }
  if (rows.size === 0 || rows.size * columns.size < 2) return null
  return { rows: [...rows.values()], columns: [...columns] }
}
