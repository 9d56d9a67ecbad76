import type { NumberFormat } from '../../../model/format.ts'
import type { Figure, ResultColumn } from '../../../model/result.ts'
import type { FreeformResult, FreeformRow } from '../../../query/reports/freeform/request.ts'
import { noFigure, printFigure, printPercent } from '../../components/figures.ts'
import type { GridCell } from '../../grid/index.ts'
import { texts } from '../../texts/index.ts'
import { judgeChange } from '../key-metric/judge-change.ts'
import type { PanelContext } from '../visualization.ts'
import type { Leaf } from './edit-columns.ts'
import { changeId, wholeId } from './requests.ts'
import type { FreeformSettings } from './settings.ts'
import { hasShares, shareOf } from './shares.ts'
import { toneOf } from './tone.ts'

interface CellPlace {
  readonly leaf: Leaf
  readonly row: Pick<FreeformRow, 'values' | 'format' | 'upIs' | 'expectations'>
  readonly result: FreeformResult
  /** What shares of a column are of. */
  readonly wholes: readonly Figure[]
  readonly settings: FreeformSettings
  readonly context: PanelContext
}

export const indexOfColumn = ({ columns }: FreeformResult, id: string): number =>
  columns.findIndex((column) => column.id === id)

/** A number with all that the settings show beside it. */
export function makeCell(place: CellPlace): GridCell {
  const { leaf, row, result } = place
  const index = indexOfColumn(result, leaf.column.id)
  const column = result.columns[index]
  const value = row.values[index] ?? null
  const format = leaf.column.format ?? formatOf(column) ?? row.format
  const change = changeOf(place, column)
  const share = detailOf(place, index, value)
  const extent = extentOf(place, index)
  return {
    text: printFigure(value, format),
    value,
    ...(share === null ? {} : { detail: printPercent(share) }),
    ...change,
    ...colourOf(place, value, extent),
    ...flagOf(row, index, format),
  }
}

/** As numbers of a column are printed. */
export const formatOf = (column: ResultColumn | undefined): NumberFormat | undefined =>
  column?.format?.type === 'date' ? undefined : column?.format

function detailOf(
  { settings, leaf, context, row, result, wholes }: CellPlace,
  at: number,
  value: Figure,
) {
  if (leaf.column.isPlain || settings.percent === 'none' || 'metrics' in settings.rows) return null
  if (!hasShares(leaf.column, context.components)) return null
  if (settings.percent === 'column') return shareOf(value, wholes[at])
  return shareOf(value, row.values[indexOfColumn(result, wholeId(leaf.column.id))])
}

interface Extent {
  readonly min: Figure
  readonly max: Figure
}

const extentOf = ({ result: { statistics } }: CellPlace, index: number): Extent => ({
  min: statistics?.min?.[index] ?? null,
  max: statistics?.max?.[index] ?? null,
})

function colourOf(
  { settings, leaf: { column } }: CellPlace,
  value: Figure,
  { min, max }: Extent,
): Partial<GridCell> {
  if (value === null) return {}
  const { tones, isPlain } = column
  const bar = settings.bars && !isPlain && max !== null && max > 0 ? { bar: value / max } : {}
  if (tones === undefined) return bar
  const [low, high] = tones === 'auto' ? [min ?? 0, max ?? 0] : [tones.low, tones.high]
  const tone = toneOf(value, low, high)
  return tone === undefined ? bar : { ...bar, tone }
}

const signed = new Intl.NumberFormat(undefined, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})

function changeOf({ leaf, row, result }: CellPlace, column: ResultColumn | undefined) {
  const index = indexOfColumn(result, changeId(leaf.column.id))
  if (index < 0) return undefined
  const judged = judgeChange(row.values[index] ?? null, column?.upIs ?? row.upIs)
  if (judged === undefined) {
    // A dash is seen, so that the number keeps its room.
    return {
      change: { text: noFigure, verdict: 'neutral' },
      said: texts.freeform.noChange,
    } as const
  }
  const { direction, isGood } = judged
  const sign = direction === 'up' ? '▲ ' : direction === 'down' ? '▼ ' : ''
  const verdict = direction === 'same' ? 'neutral' : isGood ? 'good' : 'bad'
  const text = `${sign}${signed.format(row.values[index]!)}`
  return { change: { text, verdict } } as const
}

function flagOf(
  { expectations }: CellPlace['row'],
  index: number,
  format: NumberFormat | undefined,
): Partial<GridCell> {
  const found = expectations?.[index]
  if (!found?.anomaly) return {}
  const print = (figure: number) => printFigure(figure, format)
  const { expected, lower, upper } = found
  return { flag: texts.freeform.anomaly(print(expected), print(lower), print(upper)) }
}
