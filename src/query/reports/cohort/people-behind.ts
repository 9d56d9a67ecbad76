import type { MaskRef } from '../../../engine/index.ts'
import type { CohortCriterion, CohortRequest } from './request.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { compileCohortCriterion } from './criterion.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import type { Item } from '../../../model/result.ts'
import {
  type PeopleBehind,
  describeNotThere,
  findRow,
  selectPeople,
  findPersonsWith,
} from '../../explain/people-behind.ts'
import { namesIn } from '../../segments/describe.ts'

/** Who is in a cell: `column` periods after that of the row; column 0 are all that were included. */
export const peopleBehindCohort: PeopleBehind<CohortRequest> = async (c, request, place) => {
  const hint = 'a cohort table has cells: { "row": "2026-01-01", "column": 1 }'
  const [row] = findRow(place, hint)
  if (!('column' in place) || typeof place.column !== 'number') throw describeNotThere(hint)
  const { column } = place
  const cells = await cellsOf(c, request, row ?? null)
  const inAny = async (later: number): Promise<MaskRef> => {
    const masks: MaskRef[] = []
    for (const first of cells.rows) masks.push(await cells.returned(first, later))
    return c.plan.or(...masks)
  }
  const isChurn = request.type === 'churn' && column !== 0
  const returned = await inAny(column)
  const mask = isChurn ? c.plan.and(await inAny(0), c.plan.not(returned)) : returned
  const came = column < 0 ? ['were not there', 'were there'] : ['did not come back', 'came back']
  const what = `who ${came[isChurn ? 0 : 1]}`
  const when = `${Math.abs(column)} ${request.granularity}s ${column < 0 ? 'earlier' : 'later'}`
  const later = column === 0 ? '' : `, ${what} ${when}`
  const definition = `People included in ${cells.name}${later}`
  return { definition, segments: [], people: selectPeople(c, c.plan.and(cells.scope, mask)) }
}

interface Cells {
  readonly name: string
  readonly scope: MaskRef
  /** The periods in which the row's people were included. */
  readonly rows: readonly number[]
  /** All events of the persons who were included in a period and came back so many later. */
  returned(first: number, column: number): Promise<MaskRef>
}

/** Rows are periods, or the items of a dimension: then a person is included in any of the periods. */
async function cellsOf(c: Compilation, request: CohortRequest, row: Item): Promise<Cells> {
  const period = resolvePeriod(c, request.dateRange)
  const scope = await compileScopeMask(c, request.segments, period)
  const parts = compileEventTimePart(c, request.granularity, period)
  const last = parts.domain.size - 1
  const item = await itemOf(c, request, row, period)
  const all = { mask: scope, period, parts: parts.ref }
  const meets = async (criterion: CohortCriterion, within: MaskRef, code: number) => {
    const { mask, atLeast } = await compileCohortCriterion(c, criterion, all, [])
    const on = c.plan.and(mask, within, testItem(c, parts, parts.domain.item(code)))
    return findPersonsWith(c, on, atLeast)
  }
  const returned = async (first: number, column: number): Promise<MaskRef> => {
    const until = first + column
    if (until < 1 || until > last) return c.plan.nothing()
    const masks = [await meets(request.inclusion, item, first)]
    const way = Math.sign(column)
    const from = request.rolling ? first + way : until
    for (let code = from; column !== 0 && code !== until + way; code += way) {
      masks.push(await meets(request.return, null, code))
    }
    return c.plan.and(...masks)
  }
  if (request.cohortDimension !== undefined) {
    const name = `any ${request.granularity} with ${row ?? 'no value'} as ${namesIn(c).dimension(request.cohortDimension)}`
    return { name, scope, rows: Array.from({ length: last }, (_, p) => p + 1), returned }
  }
  const code = parts.domain.codeOf(row)
  if (!code) throw describeNotThere(`there is no row ${String(row)}`, ['explain', 'row'])
  return { name: String(row), scope, rows: [code], returned }
}

/** The events with the item of a row, where rows are of a dimension. */
async function itemOf(
  c: Compilation,
  { cohortDimension }: CohortRequest,
  row: Item,
  period: Period,
): Promise<MaskRef> {
  if (cohortDimension === undefined) return null
  const { value } = await compileDimension(c, cohortDimension, period, ['cohortDimension'])
  if (row !== null && !value.domain.codeOf(row)) {
    throw describeNotThere(`there is no item ${row}`, ['explain', 'row'])
  }
  return testItem(c, value, row)
}
