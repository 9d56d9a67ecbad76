import type { Comparison } from '../../model/answers/comparison.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { isTimeDimension } from '../../calendar/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { startCompilation } from '../components/start-compilation.ts'
import { planColumn } from '../freeform/columns.ts'
import { findReport, type ReportResult } from '../reports/index.ts'
import type { FreeformResult } from '../reports/freeform/request.ts'
import type { TableCell } from '../reports/parts/table-cell.ts'
import { type Outcome, type ReportContext, runReports } from '../run-reports.ts'
import { underView } from '../segments/scope-mask.ts'
import { chooseDimension } from './choose-dimension.ts'
import { comparePeople } from './compare-people.ts'
import { splitRate, splitSum } from './moved-items.ts'
import { findNature, type Nature } from './nature.ts'
import type { ComparedNumber, Question } from './question.ts'
import { splitCauses } from './split-causes.ts'
import {
  dimensionsOf,
  type Measuring,
  readItems,
  readNumber,
  readTotal,
  tableBy,
  tableOfEverybody,
  withCounting,
} from './table-of-differences.ts'

/** How many dimensions are looked at where none is named. */
const CANDIDATES = 6

/**
 * Explains a number of a report and splits its difference from that of another range. Errors: those of the request;
 * request/impossible where it names no number.
 */
export async function compareNumber(
  context: ReportContext,
  question: Question,
): Promise<ComparedNumber> {
  const { request, comparedWith } = question
  const place = request.explain
  if (typeof place === 'boolean') {
    const reason = 'name the number that is compared: { "row": "…", "column": "…" }'
    throw new ThroughlineError('request/impossible', { reason }, ['explain'])
  }
  const { source, dataView, definitions, now } = context
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const { start, end } = resolvePeriod(c, comparedWith, ['comparedWith'])
  const range = { start: new Date(start).toISOString(), end: new Date(end).toISOString() }
  const cell = findReport(request).cellAt?.(request, place) ?? null
  if (cell === null) return comparePeople(context, question, range)
  return compareCell(context, question, { c, cell, range })
}

interface Ground {
  readonly c: Compilation
  readonly cell: TableCell
  readonly range: Comparison['range']
}

async function compareCell(
  context: ReportContext,
  question: Question,
  { c, cell, range }: Ground,
): Promise<ComparedNumber> {
  const { request, comparedWith } = question
  const nature = await findNature(c, cell)
  const counts = nature.kind === 'sum' && nature.per === 'event'
  const { dataView, counting } = counts
    ? withCounting(context.dataView, c, nature.metric)
    : { dataView: context.dataView, counting: null }
  const measuring: Measuring = { request, cell, nature, counting, comparedWith }
  const dimensions = listDimensions(c, cell, nature, question.by)
  const [explained, everybody, ...tables] = await runReports({ ...context, dataView }, [
    request,
    tableOfEverybody(measuring),
    ...[...dimensions, 'year'].map((dimension) => tableBy(measuring, dimension)),
  ])
  const total = resultOf<FreeformResult>(tables.at(-1)!)
  const read = (measure: Parameters<typeof readTotal>[1]) =>
    readTotal(measure === 'everybody' ? resultOf<FreeformResult>(everybody!) : total, measure)
  const whole = read('whole')
  const figures = readNumber(total)
  const isPart = cell.where.length + cell.column.where.length + cell.column.segments.length > 0
  const { name } = planColumn(c, { ...cell.column, id: 'number' }, 0, [])
  const comparison = {
    range,
    now: figures.now,
    value: figures.before,
    difference: whole && whole.now - whole.before,
    ...splitCauses(c, nature, read, { isPart, name }),
    ...tellItems(question, nature, dimensions, tables.slice(0, -1), total),
  }
  return { explanation: resultOf(explained!).meta.explanation!, comparison }
}

type Items = Pick<Comparison, 'dimension' | 'items' | 'others' | 'overlap' | 'withoutItems'>

const withoutItems = (reason: string): Items => ({
  dimension: null,
  items: [],
  others: null,
  overlap: 0,
  withoutItems: reason,
})

/** The items of the dimension that was named, or of the one that moved most unevenly. */
function tellItems(
  { by, items: most }: Question,
  nature: Nature,
  dimensions: readonly string[],
  outcomes: readonly Outcome[],
  total: FreeformResult,
): Items {
  if (nature.kind === 'whole') {
    return withoutItems('This formula is not the sum of what it is on the items of a dimension.')
  }
  const whole = readTotal(total, 'whole')
  if (whole === null) return withoutItems('One of the two numbers is undefined.')
  const told = outcomes.flatMap((outcome, index) => {
    if ('error' in outcome) {
      if (by !== undefined) throw outcome.error
      return []
    }
    const items = readItems(outcome.result as FreeformResult, nature)
    const split = (limit: number) =>
      nature.kind === 'ratio'
        ? splitRate(items, partsOf(total), limit)
        : splitSum(items, whole, limit)
    return [{ dimension: dimensions[index]!, figures: items, split }]
  })
  const chosen = by === undefined ? chooseDimension(told, whole) : told[0]
  if (chosen === undefined) return withoutItems('There is no other dimension to tell items of.')
  return { dimension: chosen.dimension, ...chosen.split(most) }
}

const partsOf = (total: FreeformResult) => ({
  numerator: readTotal(total, 'numerator')!,
  denominator: readTotal(total, 'denominator')!,
})

/** The dimension that is named, or the first of the data view that the cell is not already on. */
function listDimensions(
  { view }: Compilation,
  { where }: TableCell,
  { kind }: Nature,
  by: string | undefined,
): readonly string[] {
  if (by !== undefined) return [by]
  if (kind === 'whole') return []
  const taken = new Set(dimensionsOf(where))
  return [...view.dimensions.values()]
    .filter(({ id, hidden }) => hidden !== true && !taken.has(id) && !isTimeDimension(id))
    .slice(0, CANDIDATES)
    .map(({ id }) => id)
}

function resultOf<R extends ReportResult>(outcome: Outcome): R {
  if ('error' in outcome) throw outcome.error
  return outcome.result as R
}
