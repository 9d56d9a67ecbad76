import { type AlertUnit, alertUnits } from '../../model/alert-words.ts'
import type { AlertBegin } from '../places/alerts/search.ts'
import type { Mark } from '../visualizations/index.ts'
import { cellOf } from './number-request.ts'

const unitOf = (name: string): AlertUnit | undefined => alertUnits.find((unit) => unit === name)

/**
 * An alert of a metric that a mark shows, on the events of its row, by the period that the row stands for; null where
 * it shows no metric.
 */
export function alertOfMark(mark: Mark): AlertBegin | null {
  const cell = cellOf(mark)
  const metric = cell?.column.metric
  if (cell === null || metric === undefined) return null
  const { scope, column, where } = cell
  const items = [...where, ...(column.where ?? [])]
  const period = items.map(({ dimension }) => unitOf(dimension)).find((unit) => unit !== undefined)
  const others = items.filter(({ dimension }) => !isTime(dimension))
  const names = others.map(({ item }) => item ?? '–')
  return {
    name: [mark.measure, ...names].join(', '),
    dataView: scope.dataView,
    granularity: period ?? 'day',
    metrics: [{ metric, when: { kind: 'anomaly' } }],
    segments: [...(scope.segments ?? []), ...(column.segments ?? [])],
    items: others.map(({ dimension, item }) => ({ dimension, items: [item] })),
  }
}

/** Items of time are the period, or would never come again. */
const isTime = (dimension: string): boolean =>
  ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'].includes(dimension)
