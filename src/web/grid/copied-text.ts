import { firstBodyRow, type GridRow } from './grid-model.ts'
import type { HeadLayout } from './head-layout.ts'
import type { CellRange } from './selection.ts'
import { writeTsv } from './tsv.ts'

interface Copied {
  readonly heads: HeadLayout
  readonly cornerName: string
  /** By its position in the grid. */
  readonly rowAt: (position: number) => GridRow | undefined
}

/** Rectangles of cells as lines of text; those under each other after an empty line. */
export const writeCopied = (
  ranges: readonly CellRange[],
  copied: Copied,
  withHeads: boolean,
): string => ranges.map((range) => writeRange(range, copied, withHeads)).join('\n\n')

function writeRange(
  { top, bottom, left, right }: CellRange,
  { heads, cornerName, rowAt }: Copied,
  withHeads: boolean,
): string {
  const columns = Array.from({ length: right - left + 1 }, (_, k) => left + k)
  const lines = []
  if (withHeads) lines.push(columns.map((at) => (at === 0 ? cornerName : fullName(heads, at - 1))))
  for (let at = top; at <= bottom; at++) {
    const row = rowAt(at)
    lines.push(columns.map((of) => (of === 0 ? row?.name : row?.cellAt(of - 1).value)))
  }
  return writeTsv(lines)
}

/** With the names of all that is above it. */
export function fullName({ cells }: HeadLayout, column: number): string {
  const cell = cells.find(({ first, head }) => first === column && (head.under ?? []).length === 0)
  const heads = cell === undefined ? [] : [...cell.path, cell.head]
  return heads
    .map(({ name, note }) => (note === undefined ? name : `${name} (${note})`))
    .join(' › ')
}

/** The first and last row of the source that ranges need, from 0; null where only pinned rows are. */
export function rowsOfSource(
  ranges: readonly CellRange[],
  shape: Parameters<typeof firstBodyRow>[0],
): readonly [number, number] | null {
  const first = firstBodyRow(shape)
  const last = Math.max(...ranges.map(({ bottom }) => bottom)) - first
  if (last < 0) return null
  return [Math.max(0, Math.min(...ranges.map(({ top }) => top)) - first), last]
}
