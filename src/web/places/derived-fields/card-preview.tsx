import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { RuleRow } from '../../../model/answers/previews.ts'
import { DataTable } from '../../components/data-table.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { memo, use } from 'react'
import { Unseen } from '../../components/unseen.tsx'
import { Staleness, useCard } from './card-context.ts'
import { nameInput } from './form/inputs.ts'

/** The most frequent values that a card reads, what it makes of them, and what it makes nothing of. */
export const CardPreview = memo(function CardPreview() {
  const { at, preview, events } = useCard()
  const isStale = use(Staleness)
  const { derivedFields: said } = texts
  if (preview === undefined) return <p className={quiet}>{said.previewWaiting}</p>
  if (events === 0) return <p className={quiet}>{said.previewEmpty}</p>
  const { rows, rowCount, unmatched, cases, items } = preview
  const isEmpty = items.every(({ item }) => item === null)
  const count = printFigure(unmatched.count)
  return (
    <div role="region" aria-label={said.preview(at + 1)} className={side({ isStale })}>
      <p className={quiet}>
        <strong>{said.previewTitle}</strong>:{' '}
        {(cases ? said.previewCases : said.previewRows)(
          printFigure(rows.length),
          printFigure(rowCount),
        )}
      </p>
      {isEmpty && <p className={warning}>{said.nothing}</p>}
      <RowTable label={said.preview(at + 1)} rows={rows} />
      {unmatched.count > 0 && rowCount > rows.length && (
        <>
          <p className={quiet}>{cases ? said.unmatched(count) : said.lost(count)}</p>
          <RowTable
            label={cases ? said.unmatched(count) : said.lost(count)}
            rows={unmatched.rows}
            isBare
          />
        </>
      )}
      {isStale && <Unseen>{said.stale}</Unseen>}
    </div>
  )
})

interface RowTableProps {
  readonly label: string
  readonly rows: readonly RuleRow[]
  /** Without the rule, as no rule takes them. */
  readonly isBare?: boolean
}

function RowTable({ label, rows, isBare = false }: RowTableProps) {
  const { preview, inputs, events } = useCard()
  const { derivedFields: said } = texts
  const hasCases = preview?.cases !== undefined && !isBare
  const share = (row: RuleRow) => printPercent(row.events / events)
  return (
    <DataTable
      label={label}
      rows={rows.map((row) => ({ ...row, key: JSON.stringify([row.before, row.after, row.case]) }))}
      keyOf={({ key }) => key}
      columns={[
        ...(preview?.inputs ?? []).map((input, k) => ({
          name: nameInput(inputs, input) ?? `${k + 1}`,
          cell: ({ before }: RuleRow) => <ItemText item={before[k]} />,
        })),
        { name: said.after, cell: ({ after }) => <ItemText item={after} isResult /> },
        ...(hasCases
          ? [
              {
                name: said.rule,
                cell: ({ case: number }: RuleRow) => (number === null ? said.noRule : number + 1),
              },
            ]
          : []),
        {
          name: said.events,
          isNumber: true,
          cell: (row) => <span title={share(row)}>{printFigure(row.events)}</span>,
        },
      ]}
    />
  )
}

interface ItemTextProps {
  readonly item: RuleRow['after'] | undefined
  readonly isResult?: boolean
}

const ItemText = ({ item = null, isResult = false }: ItemTextProps) => (
  <span
    className={text({ isNone: item === null, isResult })}
    title={item === null ? undefined : String(item)}
  >
    {printItem(item, '')}
  </span>
)

const side = style({
  display: 'grid',
  gap: 8,
  minWidth: 0,
  alignContent: 'start',
  font: 'ui-sm',
  color: 'neutral',
  opacity: { default: 1, isStale: 0.5 },
})
const quiet = style({ font: 'ui-sm', color: 'neutral-subdued', margin: 0 })
const warning = style({ font: 'ui-sm', color: 'orange-1000', margin: 0 })
const text = style({
  display: 'inline-block',
  maxWidth: 176,
  truncate: true,
  verticalAlign: 'bottom',
  fontWeight: { default: 'normal', isResult: 'bold' },
  color: { default: 'neutral', isNone: 'neutral-subdued' },
})
