import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo } from 'react'
import { grid as texts } from '../texts/grid.ts'
import type { GridHead, Position } from './grid-model.ts'
import type { GridProps } from './grid-props.ts'
import { type HeadCell, headCellAt } from './head-layout.ts'
import { readSelectedColumns } from './selection.ts'
import { cellStyle, ellipsis, innerButton } from './styles.ts'
import type { GridLayout } from './use-grid-layout.ts'

interface HeadViewProps {
  readonly layout: GridLayout
  readonly corner: GridProps['corner']
  readonly columns: readonly number[]
  readonly active: Position
  /** Columns that are selected whole, as `selectedColumns` writes them. */
  readonly selected: string
  readonly canResize: boolean
}

/** The rows of heads. */
export const HeadView = memo(function HeadView(props: HeadViewProps) {
  const { layout, columns } = props
  const { cells, depth } = layout.heads
  const shown = cells.filter(({ first, span }) =>
    columns.some((index) => index >= first && index < first + span),
  )
  return Array.from({ length: depth }, (_, level) => (
    <div
      key={level}
      role="row"
      aria-rowindex={level + 1}
      className={line}
      style={{
        top: level * layout.rowHeight,
        height: layout.rowHeight,
        width: layout.starts.at(-1),
      }}
    >
      {level === 0 && <Corner {...props} />}
      {shown
        .filter((cell) => cell.level === level)
        .map((cell) => (
          <ColumnHead key={cell.head.id} {...props} cell={cell} />
        ))}
    </div>
  ))
})

function Corner({ corner, layout, active, selected, canResize }: HeadViewProps) {
  const isActive = active.row < layout.shape.headRows && active.column === 0
  return (
    <div
      role="columnheader"
      aria-colindex={1}
      aria-label={corner.name}
      aria-rowspan={layout.heads.depth}
      aria-sort={corner.sort}
      aria-selected={readSelectedColumns(selected)(0)}
      tabIndex={isActive ? 0 : -1}
      data-row={0}
      data-column={0}
      className={`${stickyHead} ${cellStyle({ align: 'start', isTotal: true })}`}
      style={{ width: layout.headWidth, height: layout.heads.depth * layout.rowHeight }}
    >
      <HeadContent head={{ ...corner, align: 'start' }} />
      {canResize && <ResizeHandle head={corner} />}
    </div>
  )
}

interface ColumnHeadProps extends HeadViewProps {
  readonly cell: HeadCell
}

function ColumnHead({ cell, layout, active, selected, canResize }: ColumnHeadProps) {
  const { head, first, span, rowSpan } = cell
  const { starts, rowHeight, shape } = layout
  const isActive =
    active.row < shape.headRows &&
    active.column > 0 &&
    headCellAt(layout.heads, active)?.head.id === head.id
  const isColumn = span === 1 && (head.under ?? []).length === 0
  const isSelectedAt = readSelectedColumns(selected)
  const isSelected = Array.from({ length: span }, (_, k) => first + 1 + k).every(isSelectedAt)
  return (
    <div
      role="columnheader"
      aria-colindex={first + 2}
      aria-label={head.note === undefined ? head.name : `${head.name}, ${head.note}`}
      aria-colspan={span}
      aria-rowspan={rowSpan}
      aria-sort={head.sort}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-row={cell.level}
      data-column={isActive ? active.column : first + 1}
      data-head={head.id}
      className={`${placed} ${cellStyle({
        isSelected,
        isTotal: true,
        align: isColumn ? (head.align ?? 'end') : 'start',
      })}`}
      style={{
        insetInlineStart: starts[first],
        width: starts[first + span]! - starts[first]!,
        height: rowSpan * rowHeight,
      }}
    >
      <span
        className={isColumn ? content : `${content} ${staying}`}
        style={isColumn ? undefined : { insetInlineStart: layout.headWidth + 8 }}
      >
        <HeadContent head={head} />
      </span>
      {isColumn && canResize && <ResizeHandle head={head} />}
    </div>
  )
}

function HeadContent({ head }: { readonly head: Omit<GridHead, 'under'> }) {
  const { name, note, sort, sortRank, canSort } = head
  return (
    <>
      <span className={ellipsis} title={name}>
        {name}
      </span>
      {note !== undefined && <span className={badge}> {note}</span>}
      {canSort && (
        <button
          type="button"
          tabIndex={-1}
          data-press="sort"
          aria-label={texts.sortBy(name)}
          className={`${innerButton} ${sortButton({ isSorted: sort !== undefined, align: head.align ?? 'end' })}`}
        >
          <span aria-hidden="true">{sort === 'ascending' ? '↑' : '↓'}</span>
          {sortRank !== undefined && <span title={texts.sortRank(sortRank)}>{sortRank}</span>}
        </button>
      )}
    </>
  )
}

/** By keyboard the width is changed at the head itself. */
const ResizeHandle = ({ head: { id, name } }: { readonly head: Pick<GridHead, 'id' | 'name'> }) => (
  <span aria-hidden="true" data-resize={id} title={texts.resize(name)} className={handle} />
)

// A head that reaches over several rows lies below the next one, which must not take its presses.
const line = style({ position: 'absolute', insetStart: 0, display: 'flex', pointerEvents: 'none' })
const placed = style({ position: 'absolute', top: 0, pointerEvents: 'auto' })
const stickyHead = style({
  position: 'sticky',
  insetStart: 0,
  zIndex: 2,
  flexShrink: 0,
  pointerEvents: 'auto',
})
const content = style({ display: 'flex', alignItems: 'center', columnGap: 4, minWidth: 0 })
const staying = style({ position: 'sticky' })
const badge = style({
  font: 'ui-xs',
  fontWeight: 'normal',
  color: 'blue-1000',
  backgroundColor: 'blue-100',
  borderRadius: 'sm',
  paddingX: 4,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  minWidth: 0,
})
const sortButton = style({
  order: { align: { start: 0, end: -1 } },
  opacity: {
    default: 0,
    isSorted: 1,
    ':is(:hover > *, :hover > * > *, :focus > *, :focus > * > *)': 1,
  },
})
const handle = style({
  position: 'absolute',
  insetY: 0,
  insetEnd: 0,
  width: 8,
  cursor: 'col-resize',
  touchAction: 'none',
  backgroundColor: { default: 'transparent', ':hover': 'blue-500' },
})
