import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect } from 'react'
import { printFigure } from '../../components/figures.ts'
import type { GridHead, GridRow } from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import type { TableModel } from './table-model.ts'

/** More are for a file of all rows. */
const MOST_ROWS = 1000

interface PaperTableProps {
  readonly label: string
  readonly corner: string
  readonly heads: readonly GridHead[]
  readonly pinned: readonly GridRow[]
  readonly model: TableModel
  /** Tells which rows are to come. */
  readonly onShow: (first: number, last: number) => void
}

/** A table for paper: every row that there is room for, and its heads again on each page. */
export function PaperTable({ label, corner, heads, pinned, model, onShow }: PaperTableProps) {
  const count = Math.min(model.rowCount, MOST_ROWS)
  useEffect(() => onShow(0, count - 1), [onShow, count])
  const rows = Array.from({ length: count }, (_, index) => model.rowAt(index)?.grid)
  const names = namesOf(heads)
  return (
    <>
      <table aria-label={label} className={table} aria-busy={rows.includes(undefined)}>
        <thead>
          <tr>
            {[corner, ...names].map((name, index) => (
              <th key={`${index}-${name}`} scope="col" className={cell({ isFirst: index === 0 })}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...pinned, ...rows].map((row, index) => (
            <Row key={row?.id ?? index} row={row} columns={names.length} />
          ))}
        </tbody>
      </table>
      {count < model.rowCount && (
        <p className={note}>
          {texts.freeform.notShown(printFigure(count), printFigure(model.rowCount))}
        </p>
      )}
    </>
  )
}

interface RowProps {
  /** Undefined until it has come. */
  readonly row: GridRow | undefined
  readonly columns: number
}

function Row({ row, columns }: RowProps) {
  if (row === undefined || row.kind === 'more') return null
  return (
    <tr>
      <th
        scope="row"
        className={cell({ isFirst: true, isTotal: row.kind === 'total' })}
        style={{ paddingInlineStart: 16 * row.level - 8 }}
      >
        {row.name}
      </th>
      {Array.from({ length: columns }, (_, column) => {
        const { text = '', detail, change } = row.cellAt(column) ?? {}
        return (
          <td key={column} className={cell({ isTotal: row.kind === 'total' })}>
            {[text, detail, change?.text].filter(Boolean).join(' · ')}
          </td>
        )
      })}
    </tr>
  )
}

/** Of columns, with what stands above them. */
const namesOf = (heads: readonly GridHead[], above = ''): readonly string[] =>
  heads.flatMap(({ name, under = [] }) =>
    under.length === 0 ? [above + name] : namesOf(under, `${above}${name} › `),
  )

const table = style({ borderCollapse: 'collapse', width: 'full' })
const cell = style({
  font: 'ui-sm',
  color: 'neutral',
  fontWeight: { default: 'normal', isTotal: 'bold' },
  textAlign: { default: 'end', isFirst: 'start' },
  paddingX: 8,
  paddingY: 4,
  fontVariantNumeric: 'tabular-nums',
  borderWidth: 0,
  borderBottomWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  overflowWrap: 'anywhere',
})
const note = style({ font: 'ui-xs', color: 'neutral-subdued', margin: 0 })
