import type { GridRow, Position } from './grid-model.ts'

/** The head of the row that a row is under; null at the first level. */
export function parentPosition(
  { row }: Position,
  firstRow: number,
  rowAt: (index: number) => GridRow | undefined,
): Position | null {
  const level = rowAt(row - firstRow)?.level ?? 1
  for (let index = row - firstRow - 1; index >= 0 && level > 1; index--) {
    const above = rowAt(index)
    if (above !== undefined && above.level < level) return { row: firstRow + index, column: 0 }
  }
  return null
}
