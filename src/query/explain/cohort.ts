import type { MaskRef } from '../../engine/index.ts'
import type { Criterion } from '../../model/requests/criterion.ts'
import { type Compilation, personsOf } from '../compilation.ts'
import { compileCriterion } from '../criterion.ts'
import { testItem } from '../domain-table.ts'
import { resolvePeriod, scopeMask } from '../period.ts'
import { eventTimePart } from '../standard/time-values.ts'
import { type Behind, notThere, peopleIn } from './behind.ts'

/** Who is in a cell: `column` periods after that of the row; column 0 are all that were included. */
export const behindCohortCell: Behind<'cohort'> = async (c, request, place) => {
  if (!('column' in place) || typeof place.column !== 'number' || place.row === undefined) {
    throw notThere('a cohort table has cells: { "row": "2026-01-01", "column": 1 }')
  }
  if (request.cohortDimension !== undefined) {
    throw notThere('the cells of a cohort dimension cannot be explained', 'explain.row')
  }
  const period = resolvePeriod(c, request.dateRange)
  const scope = await scopeMask(c, request.segments, period)
  const { ref, domain, ...rest } = eventTimePart(c, request.granularity, period)
  const first = domain.codeOf([place.row].flat()[0]!)
  if (!first) throw notThere(`there is no row ${String(place.row)}`, 'explain.row')
  const last = first + place.column
  const meets = async (criterion: Criterion, code: number): Promise<MaskRef> => {
    const on = testItem(c, { ref, domain, ...rest }, domain.item(code))
    return enough(c, await compileCriterion(c, criterion, c.plan.and(scope, on), period, ''))
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

/** All events of the persons who have enough events in a mask. */
function enough(
  c: Compilation,
  { mask, atLeast }: { readonly mask: MaskRef; readonly atLeast: number },
): MaskRef {
  const some = mask ?? c.plan.add({ op: 'not', input: c.plan.nothing() })
  const runs = personsOf(c)
  if (atLeast === 1) return c.plan.add({ op: 'any-in', mask: some, runs })
  const input = c.plan.add({ op: 'count-in', mask: some, runs })
  return c.plan.add({ op: 'compare', input, comparison: 'gte', value: atLeast })
}
