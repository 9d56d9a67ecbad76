import { getOwn } from '../../model/own.ts'
import { useMemo } from 'react'
import { boundHeadWidth, startsOf } from './geometry.ts'
import type { GridHead, GridShape } from './grid-model.ts'
import type { GridProps } from './grid-props.ts'
import { type HeadLayout, layOutHeads } from './head-layout.ts'

const rowHeights = { compact: 28, comfortable: 36 }
const DEFAULT_WIDTH = 112
const DEFAULT_HEAD_WIDTH = 208

export interface GridLayout {
  readonly heads: HeadLayout
  readonly shape: GridShape
  /** Pixels. */
  readonly rowHeight: number
  readonly headWidth: number
  readonly widths: readonly number[]
  /** Where each column starts, and where the last ends. */
  readonly starts: readonly number[]
  /** Of the heads and pinned rows, which stay. */
  readonly stickyHeight: number
}

/** Sizes and places of everything; `draft` is the width of a column that is being resized. */
export function useGridLayout(
  { heads: given, corner, pinned = [], source, density = 'compact', widths: chosen }: GridProps,
  draft: Readonly<Record<string, number>>,
  viewWidth: number,
): GridLayout {
  const heads = useMemo(() => layOutHeads(given), [given])
  const { depth, columns } = heads
  const widthOf = ({ id, width }: Pick<GridHead, 'id' | 'width'>, fallback: number) =>
    getOwn(draft, id) ?? (chosen && getOwn(chosen, id)) ?? width ?? fallback
  const headWidth = boundHeadWidth(widthOf(corner, DEFAULT_HEAD_WIDTH), viewWidth)
  const written = columns.map((column) => widthOf(column, DEFAULT_WIDTH)).join(' ')
  const rowHeight = rowHeights[density]
  const [pinnedRows, bodyRows] = [pinned.length, source.rowCount]
  return useMemo(() => {
    const widths = written === '' ? [] : written.split(' ').map(Number)
    return {
      heads,
      shape: { headRows: depth, pinnedRows, bodyRows, columns: widths.length },
      rowHeight,
      headWidth,
      widths,
      starts: startsOf(widths, headWidth),
      stickyHeight: (depth + pinnedRows) * rowHeight,
    }
  }, [heads, depth, pinnedRows, bodyRows, rowHeight, headWidth, written])
}
