import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { Figure } from '../../../model/result.ts'
import { findName } from '../../components/component-groups.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { printFigure, printPercent } from '../../components/figures.ts'
import { texts } from '../../texts.ts'
import type { PanelContext } from '../visualization.ts'
import { ColumnHead, RowsHead } from './column-head.tsx'
import { areTimes, type FreeformSettings } from './freeform-settings.ts'
import { RowsWithBreakdowns } from './freeform-rows.tsx'
import { TrendRow } from './trend-row.tsx'

interface FreeformGridProps {
  readonly result: FreeformResult
  readonly settings: FreeformSettings
  readonly onChange: (settings: FreeformSettings) => void
  readonly context: PanelContext
}

/** The table itself: heads, totals, rows with their breakdowns. */
export function FreeformGrid(props: FreeformGridProps) {
  const { result, settings, context } = props
  const name = findName(context.components, settings.rows)
  if (result.rows.length === 0) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  return (
    <div className={style({ overflowX: 'auto', minWidth: 0 })} tabIndex={-1}>
      <table className={table} aria-label={texts.freeform.tableOf(name)}>
        <thead>
          <tr>
            <RowsHead {...props} name={name} />
            {result.columns.map((column, index) => (
              <ColumnHead key={column.id} {...props} column={column} index={index} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Totals label={texts.freeform.totals} figures={result.totals} result={result} />
          {settings.search !== '' && (
            <Totals
              label={texts.freeform.filteredTotals}
              figures={result.filteredTotals}
              result={result}
            />
          )}
          {settings.trendLine !== 'none' && areTimes(settings) && <TrendRow result={result} />}
          <RowsWithBreakdowns
            {...props}
            rows={result.rows}
            totals={result.totals}
            dimension={settings.rows}
            parents={[]}
          />
        </tbody>
      </table>
    </div>
  )
}

interface TotalsProps {
  readonly label: string
  readonly figures: readonly Figure[]
  readonly result: FreeformResult
}

/** A row of totals, with their share of the grand total where the rows are filtered. */
function Totals({ label, figures, result: { columns, totals } }: TotalsProps) {
  return (
    <tr>
      <th scope="row" className={totalHead}>
        {label}
      </th>
      {columns.map(({ id, format }, index) => (
        <td key={id} className={totalCell}>
          {printFigure(figures[index], format)}
          {figures !== totals && (
            <span className={style({ font: 'ui-xs', color: 'neutral-subdued' })}>
              {' '}
              {texts.freeform.ofTotal(printPercent(share(figures[index], totals[index])))}
            </span>
          )}
        </td>
      ))}
    </tr>
  )
}

const share = (part: Figure | undefined, whole: Figure | undefined): Figure =>
  part === null || part === undefined || !whole ? null : part / whole

const table = style({ width: 'full', borderCollapse: 'collapse', font: 'ui-sm', color: 'neutral' })
const totalHead = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  textAlign: 'start',
  paddingX: 8,
  paddingY: 8,
  backgroundColor: 'gray-75',
})
const totalCell = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  textAlign: 'end',
  paddingX: 8,
  paddingY: 8,
  backgroundColor: 'gray-75',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
})
