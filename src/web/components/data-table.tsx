import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { ScrollBox } from './scroll-box.tsx'

export interface DataColumn<T> {
  readonly name: string
  readonly isNumber?: boolean
  readonly cell: (row: T) => ReactNode
}

export interface DataTableProps<T> {
  readonly label: string
  readonly columns: readonly DataColumn<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string | number
}

/** A plain table; its first column names the row. */
export function DataTable<T>({ label, columns, rows, keyOf }: DataTableProps<T>) {
  return (
    <ScrollBox className={style({ overflowX: 'auto', minWidth: 0 })}>
      <table aria-label={label} className={table}>
        <thead>
          <tr>
            {columns.map(({ name, isNumber = false }) => (
              <th key={name} scope="col" className={head({ isNumber })}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, isNumber = false, cell }, k) =>
                k === 0 ? (
                  <th key={name} scope="row" className={body({ isNumber, isFirst: true })}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} className={body({ isNumber })}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const table = style({ width: 'full', borderCollapse: 'collapse', font: 'ui-sm', color: 'neutral' })
const head = style({
  font: 'ui-sm',
  color: 'neutral-subdued',
  textAlign: { default: 'start', isNumber: 'end' },
  paddingStart: 8,
  paddingEnd: 20,
  paddingY: 4,
  whiteSpace: 'nowrap',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})
const body = style({
  font: 'ui-sm',
  fontWeight: { default: 'normal', isFirst: 'bold' },
  textAlign: { default: 'start', isNumber: 'end' },
  fontVariantNumeric: 'tabular-nums',
  whiteSpace: { default: 'normal', isNumber: 'nowrap' },
  // On a phone words stay whole, and the table is moved sideways instead.
  minWidth: {
    default: { default: 96, isFirst: 136, isNumber: 0 },
    sm: { default: 0, isFirst: 104 },
  },
  verticalAlign: 'baseline',
  paddingStart: 8,
  paddingEnd: 20,
  paddingY: 8,
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
