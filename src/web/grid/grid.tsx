import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useLocale } from 'react-aria-components'
import { grid as texts } from '../texts/grid.ts'
import { ActButton } from './act-button.tsx'
import { firstBodyRow, lastRow } from './grid-model.ts'
import type { GridProps } from './grid-props.ts'
import { HeadView } from './head-view.tsx'
import { RowView } from './row-view.tsx'
import { countCells, rangesOf, selectedColumns } from './selection.ts'
import { boundChosen, useChosen, useFocus } from './use-active.ts'
import { useReordering, useResizing } from './use-column-drag.ts'
import { useCopy } from './use-copy.ts'
import { useGridEvents } from './use-grid-events.ts'
import { useGridLayout } from './use-grid-layout.ts'
import { useView } from './use-view.ts'
import { useViewWidth } from './use-view-width.ts'

/** A grid of rows that open, under nested heads; only what is seen is drawn. */
export function Grid(props: GridProps) {
  const { source, pinned = [], onShow, onSelect } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isRightToLeft = useLocale().direction === 'rtl'
  const [said, say] = useState('')
  const resizing = useResizing(props.onResize, isRightToLeft)
  const reordering = useReordering(props)
  const layout = useGridLayout(props, resizing.draft, useViewWidth(scroller))
  const { shape, heads } = layout
  const { chosen, wanted, goTo, refocus } = useChosen()
  const { active, selection } = useMemo(() => boundChosen(chosen, layout), [chosen, layout])
  const ranges = rangesOf(selection, shape, heads)
  const view = useView(scroller, layout, active, isRightToLeft)
  useFocus(scroller, layout, active, wanted, isRightToLeft)
  useEffect(() => onShow?.(view.firstRow, view.lastRow), [onShow, view.firstRow, view.lastRow])
  const written = JSON.stringify(ranges)
  useEffect(() => onSelect?.(asSelection(written, firstBodyRow(shape))), [onSelect, written, shape])
  const copy = useCopy(props, layout, ranges, say)
  useImperativeHandle(props.ref, () => ({ focus: refocus, copy: () => copy(false) }))
  const events = useGridEvents({
    props,
    layout,
    active,
    selection,
    ranges,
    scroller,
    goTo,
    copy,
    resizing,
    reordering,
    isRightToLeft,
  })
  const isWholeSelected = ranges.filter(
    ({ top, bottom }) => top <= firstBodyRow(shape) && bottom === lastRow(shape),
  )
  const rowProps = (position: number) => ({
    position,
    layout,
    columns: view.columns,
    selected: selectedColumns(ranges, position),
    active: active.row === position ? active.column : -1,
  })
  return (
    <div className={frame}>
      <div
        ref={scroller}
        role="treegrid"
        aria-label={props.label}
        aria-description={texts.keys}
        aria-multiselectable="true"
        aria-rowcount={lastRow(shape) + 1}
        aria-colcount={shape.columns + 1}
        aria-busy={props.isBusy ?? false}
        className={scrolling({ isBusy: props.isBusy ?? false })}
        {...events}
      >
        <div
          className={canvas}
          style={{
            width: layout.starts.at(-1),
            height: layout.stickyHeight + shape.bodyRows * layout.rowHeight,
          }}
        >
          <div role="rowgroup" className={stays} style={{ height: layout.stickyHeight }}>
            <HeadView
              layout={layout}
              corner={props.corner}
              columns={view.columns}
              active={active}
              selected={selectedColumns(isWholeSelected, lastRow(shape))}
              canResize={props.onResize !== undefined}
            />
            {pinned.map((row, index) => (
              <RowView
                key={row.id}
                row={row}
                top={(shape.headRows + index) * layout.rowHeight}
                {...rowProps(shape.headRows + index)}
              />
            ))}
          </div>
          {view.rows.length > 0 && (
            <div role="rowgroup">
              {view.rows.map((index) => (
                <RowView
                  key={index}
                  row={source.rowAt(index)}
                  top={layout.stickyHeight + index * layout.rowHeight}
                  {...rowProps(firstBodyRow(shape) + index)}
                />
              ))}
            </div>
          )}
        </div>
        {/* Here, so that the table hears it: what is pressed goes up where it was rendered. */}
        {props.onAct && <ActButton scroller={scroller} />}
      </div>
      {reordering.dropLine && (
        <div className={dropLine} style={{ left: reordering.dropLine.left - 1 }} />
      )}
      <div role="status" className={hidden}>
        {said || describeSelection(ranges)}
      </div>
    </div>
  )
}

/** Rows as the source counts them. */
const asSelection = (written: string, first: number) => ({
  ranges: (JSON.parse(written) as ReturnType<typeof rangesOf>).map((range) => ({
    ...range,
    top: range.top - first,
    bottom: range.bottom - first,
  })),
})

const count = new Intl.NumberFormat()

function describeSelection(ranges: ReturnType<typeof rangesOf>): string {
  const range = ranges.at(-1)
  if (range === undefined || countCells(ranges) < 2) return ''
  const { top, bottom, left, right } = range
  return texts.selected(count.format(bottom - top + 1), count.format(right - left + 1))
}

const frame = style({
  position: 'relative',
  minWidth: 0,
  minHeight: 0,
  height: 'full',
  display: 'flex',
  flexDirection: 'column',
})
const scrolling = style({
  overflow: 'auto',
  minHeight: 0,
  flexGrow: 1,
  position: 'relative',
  backgroundColor: 'layer-2',
  opacity: { default: 1, isBusy: 0.6 },
})
const canvas = style({ position: 'relative' })
const stays = style({ position: 'sticky', top: 0, zIndex: 2 })
const dropLine = style({
  position: 'absolute',
  insetY: 0,
  width: 2,
  backgroundColor: 'blue-800',
  pointerEvents: 'none',
  zIndex: 3,
})
const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
