import type { GridHead, Position } from './grid-model.ts'

/** A head as it is drawn: `level` from 0 (top), `first` column from 0. */
export interface HeadCell {
  readonly head: GridHead
  readonly level: number
  readonly first: number
  readonly span: number
  readonly rowSpan: number
  /** The heads above it, outermost first. */
  readonly path: readonly GridHead[]
}

export interface HeadLayout {
  /** How many rows of heads there are, at least 1. */
  readonly depth: number
  readonly columns: readonly GridHead[]
  readonly cells: readonly HeadCell[]
}

/** Lays nested heads out in rows; a column that has fewer heads above it reaches down to the last row. */
export function layOutHeads(heads: readonly GridHead[]): HeadLayout {
  const depth = Math.max(1, ...heads.map(depthOf))
  const columns: GridHead[] = []
  const cells: HeadCell[] = []
  const lay = (head: GridHead, path: readonly GridHead[]): void => {
    const [level, first] = [path.length, columns.length]
    const under = head.under ?? []
    if (under.length === 0) {
      columns.push(head)
      cells.push({ head, level, first, span: 1, rowSpan: depth - level, path })
      return
    }
    for (const each of under) lay(each, [...path, head])
    cells.push({ head, level, first, span: columns.length - first, rowSpan: 1, path })
  }
  for (const head of heads) lay(head, [])
  return { depth, columns, cells }
}

const depthOf = ({ under = [] }: GridHead): number => 1 + Math.max(0, ...under.map(depthOf))

/** The head at a position; undefined over the rows' own heads. */
export const headCellAt = (
  { cells }: HeadLayout,
  { row, column }: Position,
): HeadCell | undefined =>
  cells.find(
    ({ level, first, span, rowSpan }) =>
      row >= level && row < level + rowSpan && column > first && column <= first + span,
  )

/** The heads that stand beside a head under the same parent, itself among them. */
export function siblingsOf(heads: readonly GridHead[], id: string): readonly GridHead[] {
  if (heads.some((head) => head.id === id)) return heads
  for (const { under = [] } of heads) {
    const found = siblingsOf(under, id)
    if (found.length > 0) return found
  }
  return []
}

/**
 * Before which sibling a head goes when it moves by one; null is the end, undefined where it cannot move.
 */
export function neighbourToMove(
  heads: readonly GridHead[],
  id: string,
  by: 1 | -1,
): string | null | undefined {
  const siblings = siblingsOf(heads, id)
  const at = siblings.findIndex((head) => head.id === id)
  const to = at + by
  if (to < 0 || to >= siblings.length) return undefined
  return siblings[by === 1 ? to + 1 : to]?.id ?? null
}
