import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** What a drawing says, as rows: the first cell of each is its name. */
export interface TableContent {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface ChartTableProps {
  readonly label: string
  readonly content: TableContent
}

export function ChartTable({ label, content: { columns, rows } }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section tabIndex={0} aria-label={label} className={box}>
      <table className={table}>
        <thead>
          <tr>
            {columns.map((column, k) => (
              <th key={column} scope="col" className={cell({ isFirst: k === 0, isHead: true })}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values], k) => (
            <tr key={`${k}-${name}`}>
              <th scope="row" className={cell({ isFirst: true })}>
                {name}
              </th>
              {values.map((value, v) => (
                <td key={columns[v + 1]} className={cell({})}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const box = style({
  overflow: 'auto',
  flexGrow: 1,
  minHeight: 0,
  maxHeight: 480,
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
const table = style({ borderCollapse: 'collapse', width: 'full', font: 'ui-sm', color: 'neutral' })
const cell = style({
  font: 'ui-sm',
  fontWeight: { default: 'normal', isHead: 'bold' },
  textAlign: { default: 'end', isFirst: 'start' },
  paddingX: 8,
  height: 28,
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
  borderWidth: 0,
  borderBottomWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  position: { default: 'static', isHead: 'sticky' },
  top: { isHead: 0 },
  backgroundColor: { isHead: 'layer-2' },
})
