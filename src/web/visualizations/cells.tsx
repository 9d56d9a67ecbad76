import type { FreeformResult, FreeformRow } from '../../query/reports/freeform/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure } from '../components/figures.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { MOST_SERIES, parentsOf, rowsBelow, textOfKey } from './cells/cell-choice.ts'
import {
  buildCellsRequest,
  type CellsSettings,
  readCellsSettings,
  rowsOf,
} from './cells/cells-settings.ts'
import { indexOfColumn } from './freeform/cells.ts'
import { visibleLeaves } from './freeform/requests.ts'
import { keyOfRow, nameOfItem, nameOfRow, placeOfRow } from './freeform/row-keys.ts'
import { areTimes, rowDimensions, type RowsSetting } from './freeform/settings.ts'
import { actOnMark } from './parts/act-on-mark.ts'
import { annotationFlags } from './parts/annotation-flags.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.cells

export const cells = defineVisualization({
  type: 'cells',
  label: t.title,
  description: t.description,
  size: { width: 5, height: 6 },
  isMadeOfTable: true,
  read: readCellsSettings,
  request: buildCellsRequest,
  Draw: Cells,
  Settings: CellsForm,
})

type Props = VisualizationProps<FreeformResult, CellsSettings>

function CellsForm({ settings, onChange }: SettingsProps<CellsSettings>) {
  return (
    <Controls>
      <ChoicePicker
        label={t.shape}
        value={settings.shape}
        choices={t.shapes}
        onChange={(shape) => onChange({ ...settings, shape })}
      />
    </Controls>
  )
}

function Cells({ report, ...props }: Props) {
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="bars" />}
      unasked={<EmptyState title={t.noRows}>{t.noRowsHint}</EmptyState>}
    >
      {(result) => <Chart {...props} result={result} />}
    </ReportFrame>
  )
}

interface ChartProps extends Omit<Props, 'report'> {
  readonly result: FreeformResult
}

function Chart({ settings, context, request, result }: ChartProps) {
  const rows = rowsOf(settings)
  if (rows === null || settings.table === null) return null
  const shown = chosenRows(settings, rows, result, context)
  const columns = chosenColumns(settings, rows, result)
  if (shown.length === 0 || columns.length === 0)
    return <EmptyState title={t.noRows}>{t.noRowsHint}</EmptyState>
  const isOfTimes = areTimes(rows)
  const isLines = settings.shape === 'lines' || (settings.shape === 'auto' && isOfTimes)
  const typeOf = ({ format }: (typeof columns)[number]) => format?.type ?? 'decimal'
  const [first] = columns.map(typeOf)
  const formatOn = (isRight: boolean) =>
    columns.find((column) => (typeOf(column) !== first) === isRight)?.format
  const [unit = ''] = rowDimensions(rows)
  return (
    <CartesianChart
      label={texts.kinds.list(columns.map(({ name }) => name))}
      positionName={rowDimensions(rows)
        .map((id) => findName(context.components, id))
        .join(' › ')}
      positions={shown.map(({ name }, k) => ({ key: String(k), name, tick: name }))}
      series={columns.map((column, k) => ({
        id: column.id,
        name: column.name,
        color: categoryColor(k),
        draw: isLines ? ('line' as const) : ('bar' as const),
        side: typeOf(column) === first ? ('left' as const) : ('right' as const),
        values: shown.map(({ row }) => row.values[column.index] ?? null),
        print: (value: number | null) => printFigure(value, column.format),
      }))}
      stacking="none"
      formats={{ left: formatOn(false), right: formatOn(true) }}
      flags={annotationFlags(context, {
        unit,
        intervals: shown.map(({ row }) => row.item ?? null),
        components: [unit, ...columns.flatMap(({ metric }) => metric ?? [])],
      })}
      note={noteOf(settings, shown.length)}
      actOn={(id, at) => {
        const one = shown[at]
        const column = columns.find((each) => each.id === id)
        const place = one && placeOfRow(one.key)
        if (one === undefined || column === undefined || place === undefined) return undefined
        return actOnMark(context, request, {
          label: one.name,
          measure: column.name,
          value: printFigure(one.row.values[column.index], column.format),
          place: { row: place, column: id },
          ...('items' in one.key && { items: [...itemsAbove(settings), ...one.key.items] }),
        })
      }}
    />
  )
}

function chosenRows(
  { cells: choice }: CellsSettings,
  rows: RowsSetting,
  result: FreeformResult,
  { components }: Props['context'],
) {
  const wanted = new Set(rowsBelow(choice, parentsOf(choice)))
  return result.rows.flatMap((row, index) => {
    const key = keyOfRow(rows, row, index, components)
    if (key === null || (wanted.size > 0 && !wanted.has(textOfKey(key)))) return []
    return [{ row, key, name: wholeName(rows, row) }]
  })
}

const wholeName = (rows: RowsSetting, row: FreeformRow): string =>
  'dimensions' in rows
    ? rows.dimensions.map((_, k) => nameOfItem(rows.dimensions, row, k)).join(' › ')
    : nameOfRow(rows, row)

function chosenColumns(
  { table, cells: choice }: CellsSettings,
  rows: RowsSetting,
  result: FreeformResult,
) {
  const leaves = table === null ? [] : visibleLeaves(table, rows)
  return leaves
    .filter(({ column }) => choice.columns.length === 0 || choice.columns.includes(column.id))
    .slice(0, MOST_SERIES)
    .flatMap(({ column }) => {
      const index = indexOfColumn(result, column.id)
      const answered = result.columns[index]
      if (answered === undefined) return []
      const { name, format } = answered
      const shown = column.format ?? format
      const isNumber = shown !== undefined && shown.type !== 'date'
      return [
        { id: column.id, index, name, metric: column.metric, format: isNumber ? shown : undefined },
      ]
    })
}

const itemsAbove = ({ table, cells: choice }: CellsSettings) => {
  const parents = parentsOf(choice).join('\n')
  const above = table?.breakdowns.find((each) => each.parents.map(textOfKey).join('\n') === parents)
  return (above?.parents ?? []).flatMap((key) => ('items' in key ? key.items : []))
}

/** Rows that are not there now, or stand below other rows. */
function noteOf({ cells: { rows } }: CellsSettings, shown: number): string | undefined {
  return rows.length > shown ? t.notShown(rows.length - shown) : undefined
}
