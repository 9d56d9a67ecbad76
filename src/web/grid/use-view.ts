import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useMemo } from 'react'
import { firstBodyRow, type Position } from './grid-model.ts'
import type { GridLayout } from './use-grid-layout.ts'

/** What is drawn: rows of the source and columns, both from 0, the active ones always among them. */
export interface View {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly firstRow: number
  readonly lastRow: number
}

const withActive = (active: number) => (range: Range) => {
  const shown = defaultRangeExtractor(range)
  if (active < 0 || active >= range.count || shown.includes(active)) return shown
  return [...shown, active].sort((a, b) => a - b)
}

/** Follows the scrolling of an element. */
export function useView(
  scroller: RefObject<HTMLElement | null>,
  { shape, rowHeight, widths, headWidth, stickyHeight }: GridLayout,
  active: Position,
  isRightToLeft: boolean,
): View {
  const activeRow = active.row - firstBodyRow(shape)
  const rows = useVirtualizer({
    count: shape.bodyRows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: stickyHeight,
    overscan: 6,
    rangeExtractor: useMemo(() => withActive(activeRow), [activeRow]),
    useFlushSync: false,
  })
  const columns = useVirtualizer({
    horizontal: true,
    count: shape.columns,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index]!,
    paddingStart: headWidth,
    overscan: 2,
    isRtl: isRightToLeft,
    rangeExtractor: useMemo(() => withActive(active.column - 1), [active.column]),
    useFlushSync: false,
  })
  useLayoutEffect(() => rows.measure(), [rows, rowHeight, stickyHeight])
  useLayoutEffect(() => columns.measure(), [columns, widths, headWidth])
  const shownRows = rows.getVirtualIndexes()
  const shownColumns = columns.getVirtualIndexes().join(' ')
  return {
    rows: shownRows,
    columns: useMemo(
      () => (shownColumns === '' ? [] : shownColumns.split(' ').map(Number)),
      [shownColumns],
    ),
    firstRow: rows.range?.startIndex ?? 0,
    lastRow: rows.range?.endIndex ?? -1,
  }
}
