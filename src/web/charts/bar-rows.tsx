import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import {
  type BarRow,
  layOutBarRows,
  type PlacedPart,
  type PlacedRow,
  type RowMode,
  rowHeight,
} from './bar-rows-layout.ts'
import type { Size } from './box.ts'
import { ChartFrame, type Drawing } from './chart-frame.tsx'
import { fitText } from './fit-text.ts'
import type { LegendEntry } from './legend.tsx'
import type { ChartMark } from './mark.ts'

interface BarRowsProps {
  readonly label: string
  /** What rows are. */
  readonly rowName: string
  readonly rows: readonly BarRow[]
  readonly mode?: RowMode
  readonly note?: string | undefined
  readonly actOn?:
    | ((key: string, part: string) => ((element: Element) => void) | undefined)
    | undefined
}

/** Horizontal bars: a row for each name, one or several values in it, a line where a goal is. */
export function BarRows({ label, rowName, rows, mode = 'beside', note, actOn }: BarRowsProps) {
  const draw = (size: Size): Drawing => {
    const layout = layOutBarRows(rows, mode, size)
    const marks = layout.rows.flatMap((placed, column) =>
      placed.parts.map((part, k) => markOf(placed, part, column, k, size, actOn)),
    )
    return {
      shapes: layout.rows.map((placed) => (
        <Row
          key={placed.row.key}
          placed={placed}
          labelWidth={layout.labelWidth}
          start={layout.start}
          mode={mode}
        />
      )),
      marks,
    }
  }
  const height = rows.reduce((sum, { parts }) => sum + rowHeight(parts.length, mode), 0)
  return (
    <ChartFrame
      label={label}
      legend={legendOf(rows)}
      table={tableOf(rows, rowName)}
      note={note}
      height={height}
      draw={draw}
    />
  )
}

interface RowProps {
  readonly placed: PlacedRow
  readonly labelWidth: number
  readonly start: number
  readonly mode: RowMode
}

function Row({ placed: { row, y, height, parts, targetX }, labelWidth, start, mode }: RowProps) {
  return (
    <g className={style({ color: 'neutral' })}>
      <text x={0} y={y + height / 2 + 4} className={rowText}>
        {fitText(row.name, labelWidth)}
      </text>
      <line
        x1={start}
        x2={start}
        y1={y}
        y2={y + height}
        className={style({ stroke: 'gray-300' })}
      />
      {parts.map((part) => (
        <g key={part.id}>
          <rect
            x={part.x}
            y={part.y}
            width={part.width}
            height={part.height}
            rx={Math.min(3, part.width / 2)}
            style={{ fill: part.color }}
          />
          {mode === 'beside' && (
            <text x={part.x + part.width + 6} y={part.y + part.height / 2 + 4} className={rowText}>
              {part.print}
            </text>
          )}
        </g>
      ))}
      {targetX !== null && (
        <line
          x1={targetX}
          x2={targetX}
          y1={y + 2}
          y2={y + height - 2}
          strokeWidth="3"
          className={style({ stroke: 'gray-900' })}
        />
      )}
    </g>
  )
}

function markOf(
  { row, y, height }: PlacedRow,
  part: PlacedPart,
  column: number,
  k: number,
  size: Size,
  actOn: BarRowsProps['actOn'],
): ChartMark {
  const onAct = actOn?.(row.key, part.id)
  const share = height / row.parts.length
  const isBeside = part.height < height - 10
  const own = { x: part.x, y: part.y, width: Math.max(2, part.width), height: part.height }
  return {
    id: `${row.key}/${part.id}`,
    name: `${row.name}, ${part.name}: ${part.print}${sayTarget(row)}`,
    // Rows follow each other downwards, so the keys that go up and down walk them.
    column: k,
    row: column,
    x: part.x + part.width / 2,
    y: part.y + part.height / 2,
    hit:
      isBeside || row.parts.length === 1
        ? {
            x: 0,
            y: y + (isBeside ? k * share : 0),
            width: size.width,
            height: isBeside ? share : height,
          }
        : own,
    ring: own,
    title: row.name,
    lines: [
      ...row.parts.map(({ name, color, print }) => ({ name, color, value: print })),
      ...(row.target ? [{ name: row.target.name, value: row.target.print }] : []),
    ],
    ...(onAct && { onAct }),
  }
}

const sayTarget = ({ target }: BarRow): string =>
  target === undefined ? '' : `, ${target.name}: ${target.print}`

function legendOf(rows: readonly BarRow[]): readonly LegendEntry[] {
  const parts = rows.reduce<BarRow['parts']>(
    (most, row) => (row.parts.length > most.length ? row.parts : most),
    [],
  )
  return parts.length < 2 ? [] : parts.map(({ name, color }) => ({ name, color }))
}

function tableOf(rows: readonly BarRow[], rowName: string) {
  const names = [...new Set(rows.flatMap(({ parts }) => parts.map(({ name }) => name)))]
  const targetName = rows.find(({ target }) => target)?.target?.name
  return {
    columns: [rowName, ...names, ...(targetName === undefined ? [] : [targetName])],
    rows: rows.map(({ name, parts, target }) => [
      name,
      ...names.map((column) => parts.find((part) => part.name === column)?.print ?? ''),
      ...(targetName === undefined ? [] : [target?.print ?? '']),
    ]),
  }
}

const rowText = style({ font: 'ui-xs', fill: 'currentColor', fontVariantNumeric: 'tabular-nums' })
