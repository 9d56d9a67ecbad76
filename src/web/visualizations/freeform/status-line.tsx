import { ActionButton } from '@react-spectrum/s2/ActionButton'
import ChartTrend from '@react-spectrum/s2/icons/ChartTrend'
import { Text } from '@react-spectrum/s2/Text'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { Figure } from '../../../model/result.ts'
import { findFormat } from '../../components/component-groups.ts'
import { printFigure } from '../../components/figures.ts'
import type { GridSelection } from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import type { PanelContext } from '../visualization.ts'
import { addsUp } from './additive.ts'
import { type Statistics, summarize } from './statistics.ts'
import type { TableModel } from './table-model.ts'

interface StatusLineProps {
  readonly model: TableModel
  readonly selection: GridSelection
  /** Columns before the numbers. */
  readonly offset: number
  readonly context: PanelContext
  /** Makes a chart of the selected cells; absent where there is nothing to chart. */
  readonly onChart?: () => void
}

/** Numbers of more rows than this are not gathered while somebody drags. */
const MOST_ROWS = 100_000

/** What the selected cells have in common. */
export function StatusLine({ model, selection, offset, context, onChart }: StatusLineProps) {
  const { figures, columns, missing } = gather(model, selection, offset)
  const statistics = figures.length > 1 ? summarize(figures) : null
  const settings = columns.map((index) => model.leaves[index]!.column)
  const first = settings[0]
  const isOneMetric = settings.every((each) => each.metric === first?.metric)
  const format =
    isOneMetric && first?.metric ? findFormat(context.components, first.metric) : undefined
  const isAdded = isOneMetric && settings.every((each) => addsUp(each, context.components))
  const print = (figure: number) => printFigure(figure, format)
  return (
    <div className={style({ display: 'flex', alignItems: 'center', gap: 8 })}>
      <div role="status" className={line}>
        {statistics !== null &&
          statisticTexts(statistics, isAdded, print).map(([name, text]) => (
            <span key={name} className={pair}>
              {name} <b className={number}>{text}</b>
            </span>
          ))}
        {statistics !== null && missing > 0 && (
          <span>{texts.freeform.notLoaded(printFigure(missing))}</span>
        )}
      </div>
      {onChart !== undefined && (
        <ActionButton size="XS" onPress={onChart} styles={style({ flexShrink: 0 })}>
          <ChartTrend />
          <Text>{texts.cells.chart}</Text>
        </ActionButton>
      )}
    </div>
  )
}

function statisticTexts(
  { count, sum, mean, median, min, max }: Statistics,
  isAdded: boolean,
  print: (figure: number) => string,
): readonly (readonly [string, string])[] {
  const { freeform } = texts
  return [
    [freeform.cells, printFigure(count)],
    [freeform.sum, isAdded ? print(sum) : freeform.notAdded],
    [freeform.mean, print(mean)],
    [freeform.median, print(median)],
    [freeform.min, print(min)],
    [freeform.max, print(max)],
  ]
}

/** The numbers of the selected cells, and the columns they are in; totals are no part of them. */
function gather(model: TableModel, { ranges }: GridSelection, offset: number) {
  const figures = new Map<string, Figure>()
  const columns = new Set<number>()
  let missing = 0
  for (const { top, bottom, left, right } of ranges) {
    const last = Math.min(bottom, model.rowCount - 1, Math.max(0, top) + MOST_ROWS)
    for (let drawn = Math.max(0, top); drawn <= last; drawn++) {
      const row = model.rowAt(drawn)
      if (row === undefined) missing++
      if (row?.row === undefined) continue
      for (let column = Math.max(left - 1, offset); column < right; column++) {
        const { value } = row.grid.cellAt(column)
        if (typeof value !== 'number') continue
        figures.set(`${drawn} ${column}`, value)
        columns.add(column - offset)
      }
    }
  }
  return { figures: [...figures.values()], columns: [...columns], missing }
}

const line = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 4,
  minHeight: 20,
  font: 'ui-xs',
  color: 'neutral-subdued',
  fontVariantNumeric: 'tabular-nums',
})
const pair = style({ whiteSpace: 'nowrap' })
const number = style({ color: 'neutral', fontWeight: 'bold' })
