import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type KeyboardEvent, useRef, useState } from 'react'
import { isMenuKey } from '../components/act-handlers.ts'
import { MoreDots } from '../components/more-dots.tsx'
import { sequentialColor } from './palette.ts'
import { walkMarks } from './walk-marks.ts'

export interface HeatCell {
  readonly text: string
  /** How strong its colour is, 0 to 1; null has none. */
  readonly heat: number | null
  /** More of it, as a tooltip. */
  readonly title?: string
  readonly onAct?: ((element: Element) => void) | undefined
}

export interface HeatRow {
  readonly key: string
  readonly name: string
  readonly cells: readonly HeatCell[]
}

interface HeatTableProps {
  readonly label: string
  readonly rowName: string
  readonly columns: readonly string[]
  readonly rows: readonly HeatRow[]
  /** Whether its label stands above it. */
  readonly isLabelShown?: boolean
}

/** Numbers in cells, the deeper the colour the larger; arrow keys walk, Enter acts. */
export function HeatTable({ label, rowName, columns, rows, isLabelShown = false }: HeatTableProps) {
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [pointed, setPointed] = useState<string | null>(null)
  const places = rows.flatMap(({ cells }, row) => cells.map((_, column) => ({ row, column })))
  const cellAt = (row: number, column: number) =>
    grid.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)
  const onKeyDown = (event: KeyboardEvent) => {
    const from = places.findIndex(({ row, column }) => row === at.row && column === at.column)
    const next = places[walkMarks(places, from, event.key) ?? -1]
    const isActing = event.key === 'Enter' || event.key === ' ' || isMenuKey(event)
    if (next !== undefined) cellAt(next.row, next.column)?.focus()
    else if (event.key === 'Escape') grid.current?.focus()
    else if (isActing) {
      const element = cellAt(at.row, at.column)
      if (element) rows[at.row]?.cells[at.column]?.onAct?.(element)
    } else return
    event.preventDefault()
  }
  return (
    <div className={style({ overflow: 'auto', minWidth: 0 })}>
      <table
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
        className={table}
      >
        {isLabelShown && <caption className={captionText}>{label}</caption>}
        <thead>
          <tr>
            <th scope="col" className={head({ isStart: true })}>
              {rowName}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={head({})}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }, row) => (
            <tr key={key}>
              <th scope="row" className={head({ isStart: true, isRow: true })}>
                {name}
              </th>
              {cells.map((each, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is where it is
                <td
                  key={column}
                  data-cell={`${row}-${column}`}
                  role="gridcell"
                  {...(each.onAct !== undefined && { 'aria-haspopup': 'menu' })}
                  tabIndex={at.row === row && at.column === column ? 0 : -1}
                  title={each.title}
                  onFocus={() => setAt({ row, column })}
                  onPointerEnter={() => setPointed(`${row}-${column}`)}
                  onPointerLeave={() => setPointed(null)}
                  onClick={(event) => each.onAct?.(event.currentTarget)}
                  onContextMenu={(event) => {
                    if (each.onAct === undefined) return
                    event.preventDefault()
                    event.currentTarget.focus()
                    each.onAct(event.currentTarget)
                  }}
                  className={cell({ isActive: each.onAct !== undefined })}
                  style={
                    each.heat === null ? undefined : { backgroundColor: sequentialColor(each.heat) }
                  }
                >
                  {each.text}
                  <MoreDots
                    isShown={each.onAct !== undefined && pointed === `${row}-${column}`}
                    side="start"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const table = style({
  borderCollapse: 'separate',
  borderSpacing: 2,
  color: 'neutral',
  outlineStyle: 'none',
})
const captionText = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  textAlign: 'start',
  paddingBottom: 4,
})
const head = style({
  font: 'ui-xs',
  fontWeight: { default: 'bold', isRow: 'normal' },
  color: { default: 'neutral-subdued', isRow: 'neutral' },
  textAlign: { default: 'end', isStart: 'start' },
  paddingX: 8,
  height: 28,
  whiteSpace: 'nowrap',
  position: { default: 'static', isStart: 'sticky' },
  insetStart: { isStart: 0 },
  backgroundColor: { isStart: 'layer-2' },
})
const cell = style({
  position: 'relative',
  font: 'ui-xs',
  color: 'neutral',
  textAlign: 'end',
  paddingX: 8,
  height: 28,
  minWidth: 48,
  boxSizing: 'border-box',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
  borderRadius: 'sm',
  cursor: { default: 'default', isActive: 'pointer' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
