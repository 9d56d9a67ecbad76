import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FilePreview } from '../../../model/answers/imports.ts'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

const MOST_FIELDS = 30
const MOST_ROWS = 8

/** The first rows, as they would be in the dataset. */
export function PreviewRows({ file: { fields, rows } }: { readonly file: FilePreview }) {
  const more = fields.length - MOST_FIELDS
  const title = more > 0 ? texts.import.rowsOfSome(MOST_FIELDS, more) : texts.import.rows
  return (
    <section className={part}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{title}</h3>
      <DataTable
        label={texts.import.rows}
        rows={rows.slice(0, MOST_ROWS)}
        keyOf={({ rowNumber }) => rowNumber}
        columns={[
          {
            name: texts.dataset.rowNumber,
            cell: ({ rowNumber, reason }) =>
              reason === '' ? printFigure(rowNumber) : `${printFigure(rowNumber)} · ${reason}`,
          },
          ...fields.slice(0, MOST_FIELDS).map(({ path, type }, index) => ({
            name: path,
            isNumber: type === 'number',
            cell: ({ values }: FilePreview['rows'][number]) => (
              <span className={cell}>{sayValue(values[index])}</span>
            ),
          })),
        ]}
      />
    </section>
  )
}

/** The first rows that would be put aside, and why. */
export function PreviewAside({ file: { aside, skipped } }: { readonly file: FilePreview }) {
  if (aside.length === 0) return null
  const counts = Object.entries(skipped)
    .map(([reason, count]) => `${printFigure(count)} ${reason}`)
    .join(', ')
  return (
    <section className={part}>
      <h3 className={style({ font: 'title-sm', margin: 0 })}>{texts.import.aside(counts)}</h3>
      <DataTable
        label={texts.import.asideRows}
        rows={aside.slice(0, MOST_ROWS)}
        keyOf={({ rowNumber, reason }) => `${rowNumber}-${reason}`}
        columns={[
          { name: texts.dataset.rowNumber, cell: ({ rowNumber }) => printFigure(rowNumber) },
          { name: texts.dataset.reason, cell: ({ reason }) => reason },
          { name: texts.dataset.text, cell: ({ raw }) => <code className={code}>{raw}</code> },
        ]}
      />
    </section>
  )
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const part = style({ display: 'grid', gap: 8, minWidth: 0 })
const code = style({ font: 'code-xs', overflowWrap: 'anywhere' })
const cell = style({
  display: 'block',
  maxWidth: 240,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
})
