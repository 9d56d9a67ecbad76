import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { memo } from 'react'
import { grid as texts } from '../texts/grid.ts'
import { CellContent } from './cell-content.tsx'
import type { GridRow } from './grid-model.ts'
import { readSelectedColumns } from './selection.ts'
import { cellStyle, innerButton } from './styles.ts'
import type { GridLayout } from './use-grid-layout.ts'

interface RowViewProps {
  /** undefined as long as it is not there. */
  readonly row: GridRow | undefined
  /** In the grid, from 0. */
  readonly position: number
  /** Pixels from the top of what holds the row. */
  readonly top: number
  readonly layout: GridLayout
  readonly columns: readonly number[]
  /** What `selectedColumns` writes. */
  readonly selected: string
  /** The column that Tab goes to; -1 where it is in another row. */
  readonly active: number
}

/** A row of data. Pressing and keys are heard by the grid around it. */
export const RowView = memo(function RowView(props: RowViewProps) {
  const { row, position, top, layout, columns, active } = props
  const isSelected = readSelectedColumns(props.selected)
  return (
    <div
      role="row"
      aria-rowindex={position + 1}
      aria-level={row?.level ?? 1}
      aria-expanded={row?.isExpanded}
      aria-busy={row === undefined || undefined}
      className={line}
      style={{ top, height: layout.rowHeight, width: layout.starts.at(-1) }}
    >
      <RowHead {...props} isSelected={isSelected(0)} isActive={active === 0} />
      {columns.map((index) => (
        <DataCell
          key={index}
          {...props}
          index={index}
          isSelected={isSelected(index + 1)}
          isActive={active === index + 1}
        />
      ))}
    </div>
  )
})

interface CellProps extends RowViewProps {
  readonly isSelected: boolean
  readonly isActive: boolean
}

const INDENT = 16

function RowHead({ row, position, layout, isSelected, isActive }: CellProps) {
  const indent = 8 + ((row?.level ?? 1) - 1) * INDENT
  return (
    <div
      role="rowheader"
      aria-colindex={1}
      aria-label={row?.name ?? texts.loading}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-row={position}
      data-column={0}
      title={row?.name}
      className={`${cellStyle({ isSelected, align: 'start', isTotal: row?.kind === 'total' })} ${sticky}`}
      style={{
        width: layout.headWidth,
        paddingInlineStart: Math.min(indent, layout.headWidth / 2),
      }}
    >
      {row === undefined ? (
        <Skeleton />
      ) : (
        <>
          <Expander row={row} />
          <span className={named({ kind: row.kind ?? 'plain' })}>{row.name}</span>
        </>
      )}
    </div>
  )
}

function Expander({ row }: { readonly row: GridRow }) {
  if (row.kind === 'total' || row.kind === 'note') return null
  if (row.isExpanded === undefined) return <span className={style({ width: 20, flexShrink: 0 })} />
  return (
    <button
      type="button"
      tabIndex={-1}
      data-press="toggle"
      aria-label={row.isExpanded ? texts.close(row.name) : texts.open(row.name)}
      className={innerButton}
    >
      <svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10" className={arrow}>
        <path d={row.isExpanded ? 'M1 3h8L5 8z' : 'M3 1v8l5-4z'} />
      </svg>
    </button>
  )
}

function DataCell(props: CellProps & { readonly index: number }) {
  const { row, position, layout, index, isSelected, isActive } = props
  const column = layout.heads.columns[index]
  const cell = row?.cellAt(index)
  return (
    <div
      role={column?.isRowHead ? 'rowheader' : 'gridcell'}
      aria-colindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-row={position}
      data-column={index + 1}
      className={`${placed} ${cellStyle({
        isSelected,
        align: column?.align ?? 'end',
        isTotal: row?.kind === 'total',
        tone: cell?.tone,
      })}`}
      style={{ insetInlineStart: layout.starts[index], width: layout.widths[index] }}
    >
      {cell === undefined ? <Skeleton /> : <CellContent cell={cell} />}
    </div>
  )
}

const Skeleton = () => (
  <span className={bone}>
    <span className={hidden}>{texts.loading}</span>
  </span>
)

const line = style({ position: 'absolute', insetStart: 0, display: 'flex' })
const sticky = style({
  position: 'sticky',
  insetStart: 0,
  zIndex: 1,
  height: 'full',
  flexShrink: 0,
})
const placed = style({ position: 'absolute', insetY: 0 })
const named = style({
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  minWidth: 0,
  color: {
    kind: { plain: 'neutral', total: 'neutral', note: 'neutral-subdued', more: 'blue-1000' },
  },
})
const arrow = style({ fill: 'currentColor', scaleX: { ':dir(rtl)': -1 } })
const bone = style({
  display: 'block',
  height: 8,
  width: 48,
  borderRadius: 'sm',
  backgroundColor: 'gray-200',
  position: 'relative',
})
const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
