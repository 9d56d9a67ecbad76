import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { ItemTouch } from '../../model/criterion.ts'
import type { DataView } from '../../model/definitions/data-view.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { AnyRequest } from '../reports/parts/request.ts'
import type { TableCell } from '../reports/parts/table-cell.ts'
import {
  type FreeformColumn,
  type FreeformRequest,
  type FreeformResult,
  freeformRequest,
} from '../reports/freeform/request.ts'
import type { Sides } from './factors.ts'
import type { ItemFigures } from './moved-items.ts'
import type { Nature } from './nature.ts'

/** What is measured of a cell on both sides. */
export type Measure = 'whole' | 'people' | 'everybody' | 'counted' | 'numerator' | 'denominator'

type Side = keyof Sides
const sides: readonly Side[] = ['now', 'before']

/** As many rows as a table may have. */
const MOST_ROWS = 50_000

/** The measures that a split needs beside the number itself. */
export function listMeasures({ kind }: Nature): readonly Measure[] {
  if (kind === 'people') return ['whole', 'everybody']
  if (kind === 'count') return ['whole', 'people']
  if (kind === 'sum') return ['whole', 'people', 'counted']
  return kind === 'ratio' ? ['whole', 'numerator', 'denominator'] : ['whole']
}

/** A data view in which the events that a summed metric counts are a metric, too, and its id. */
export function withCounting(
  dataView: DataView,
  c: Compilation,
  metric: string,
): { readonly dataView: DataView; readonly counting: string } {
  const { currency: _, dedup, format: __, ...component } = c.view.metrics.get(metric)!
  let counting = `${metric} (events)`
  while (c.view.metrics.has(counting)) counting += ' '
  const field = component.field ?? component.id
  const copy = { ...component, field, id: counting, count: 'instances' as const }
  const metrics = [...c.view.metrics.values(), dedup === undefined ? copy : { ...copy, dedup }]
  return {
    dataView: { ...dataView, dimensions: [...c.view.dimensions.values()], metrics },
    counting,
  }
}

export interface Measuring {
  readonly request: AnyRequest
  readonly cell: TableCell
  readonly nature: Nature
  readonly counting: string | null
  readonly comparedWith: DateRangeRef
}

/** Every measure in both ranges, by the items of a dimension. */
export function tableBy(measuring: Measuring, dimension: string): FreeformRequest {
  const { request, cell } = measuring
  const columns = listMeasures(measuring.nature).flatMap((measure) =>
    sides.map((side) => columnFor(measuring, measure, side)),
  )
  return freeformRequest.parse({
    kind: 'freeform',
    dataView: request.dataView,
    dateRange: request.dateRange,
    segments: request.segments,
    rows: { dimension },
    columns: columns.filter(({ id }) => !id?.startsWith('everybody')),
    where: cell.where,
    limit: MOST_ROWS,
  })
}

/** Everybody whom the report is about, wherever the cell is, in both ranges. */
export function tableOfEverybody(measuring: Measuring): FreeformRequest {
  const { request } = measuring
  return freeformRequest.parse({
    kind: 'freeform',
    dataView: request.dataView,
    dateRange: request.dateRange,
    segments: request.segments,
    rows: { dimension: 'year' },
    columns: sides.map((side) => columnFor(measuring, 'everybody', side)),
  })
}

function columnFor(measuring: Measuring, measure: Measure, side: Side): Partial<FreeformColumn> {
  const { cell, comparedWith } = measuring
  const { dateRange = null, ...column } = measure === 'everybody' ? onlyRange(cell) : cell.column
  const range = side === 'before' ? comparedWith : dateRange
  return {
    ...measuredBy(measuring, column, measure),
    id: `${measure} ${side}`,
    ...(range === null ? {} : { dateRange: range }),
  }
}

const onlyRange = ({ column: { dateRange } }: TableCell): Partial<FreeformColumn> =>
  dateRange === undefined ? {} : { dateRange }

function measuredBy(
  { nature, counting }: Measuring,
  column: Partial<FreeformColumn>,
  measure: Measure,
): Partial<FreeformColumn> {
  const { segments = [], where = [], attribution } = column
  const bare = { segments, where }
  const credited = attribution === undefined ? bare : { ...bare, attribution }
  if (measure === 'people' || measure === 'everybody') return { ...bare, metric: 'people' }
  if (measure === 'counted') {
    return counting === null ? { ...bare, metric: 'sessions' } : { ...credited, metric: counting }
  }
  if (measure === 'whole' || nature.kind !== 'ratio') {
    return { ...credited, ...whatIsMeasured(column) }
  }
  return { ...credited, formula: nature[measure] }
}

const whatIsMeasured = ({ metric, formula }: Partial<FreeformColumn>): Partial<FreeformColumn> =>
  formula === undefined ? { metric } : { formula }

/** A measure of a table's total, in both ranges; null where one is undefined. */
export function readTotal(result: FreeformResult, measure: Measure): Sides | null {
  return readSides(result, measure, result.totals)
}

/** The rows of a table as items with their figures. */
export function readItems(result: FreeformResult, nature: Nature): ItemFigures[] {
  const zero = { before: 0, now: 0 }
  return result.rows.map(({ item = null, label, values }) => {
    const read = (measure: Measure) => readSides(result, measure, values) ?? zero
    const whole = nature.kind === 'ratio' ? zero : read('whole')
    if (nature.kind !== 'ratio') return { item, label, whole }
    const parts = { numerator: read('numerator'), denominator: read('denominator') }
    return { item, label, whole, parts }
  })
}

function readSides(
  result: FreeformResult,
  measure: Measure,
  values: readonly (number | null)[],
): Sides | null {
  const { now, before } = figuresOf(result, measure, values)
  return now === null || before === null ? null : { now, before }
}

function figuresOf(
  { columns }: FreeformResult,
  measure: Measure,
  values: readonly (number | null)[],
): Sides<number | null> {
  const at = (side: Side) => values[columns.findIndex(({ id }) => id === `${measure} ${side}`)]
  return { now: at('now') ?? null, before: at('before') ?? null }
}

/** A number on both sides, whether it is defined there or not. */
export const readNumber = (result: FreeformResult): Sides<number | null> =>
  figuresOf(result, 'whole', result.totals)

/** The dimensions of the row of a cell. */
export const dimensionsOf = (where: readonly ItemTouch[]): readonly string[] =>
  where.map(({ dimension }) => dimension)
