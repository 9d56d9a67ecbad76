import type { MaskRef } from '../../engine/index.ts'
import type { CohortRequest } from '../../model/requests/cohort.ts'
import type { Criterion } from '../../model/requests/criterion.ts'
import { compileCriterion } from '../criterion.ts'
import { testItem } from '../domain-table.ts'
import { resolvePeriod, scopeMask } from '../period.ts'
import { eventTimePart } from '../standard/time-values.ts'
import type { Item } from '../value.ts'
import { type Behind, type BehindNumber, notThere, peopleIn, personsWith } from './behind.ts'

/** Who is in a cell: `column` periods after that of the row; column 0 are all that were included. */
export const behindCohortCell: Behind<'cohort'> = async (c, request, place) => {
  if (!('column' in place) || typeof place.column !== 'number' || place.row === undefined) {
    throw notThere('a cohort table has cells: { "row": "2026-01-01", "column": 1 }')
  }
  if (request.cohortDimension !== undefined) return itemCell(request, place.row, place.column)
  const period = resolvePeriod(c, request.dateRange)
  const scope = await scopeMask(c, request.segments, period)
  const { ref, domain, ...rest } = eventTimePart(c, request.granularity, period)
  const first = domain.codeOf([place.row].flat()[0]!)
  if (!first) throw notThere(`there is no row ${String(place.row)}`, 'explain.row')
  const last = first + place.column
  const meets = async (criterion: Criterion, code: number): Promise<MaskRef> => {
    const on = testItem(c, { ref, domain, ...rest }, domain.item(code))
    const within = c.plan.and(scope, on)
    const { mask, atLeast } = await compileCriterion(c, criterion, within, period, '')
    return personsWith(c, mask, atLeast)
  }
  const masks: MaskRef[] = [await meets(request.inclusion, first)]
  const from = request.rolling ? first + 1 : last
  for (let code = from; code <= last && place.column !== 0; code++) {
    masks.push(await meets(request.return, code))
  }
  const [included, ...returned] = masks
  const isChurn = request.type === 'churn' && returned.length > 0
  const came = c.plan.and(...returned)
  const mask = c.plan.and(scope, included!, isChurn ? c.plan.not(came) : came)
  const what = isChurn ? 'who did not come back' : 'who came back'
  const later = place.column === 0 ? '' : `, ${what} ${place.column} periods later`
  const definition = `People included in ${String(place.row)}${later}`
  return { definition, segments: [], people: peopleIn(c, mask) }
}

/** A person can be in several rows, and in one by an item of long before. */
function itemCell(
  { cohortDimension, granularity, inclusion, type }: CohortRequest,
  row: Item | Item[],
  column: number,
): BehindNumber {
  const who = type === 'churn' ? 'did not come back' : 'came back'
  const later = column === 0 ? '' : ` and ${who} ${column} ${granularity}s later`
  const item = [row].flat()[0] ?? 'no value'
  const by = inclusion.name === undefined ? '' : ` by ${inclusion.name}`
  const definition = `People included${by} with ${item} as ${cohortDimension}${later}`
  const unknown = 'rows of a dimension add up inclusions of all periods: no set of events tells who'
  return { definition, segments: [], people: { unknown } }
}
