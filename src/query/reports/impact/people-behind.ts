import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import {
  describeNotThere,
  type PeopleBehind,
  selectPeople,
  findRow,
} from '../../explain/people-behind.ts'
import { compileAround, placeBeforeOrAfter } from './compile.ts'
import type { ImpactRequest } from './request.ts'
import { findCriterion } from '../parts/criterion-at.ts'
import { usesIn } from '../parts/criterion-uses.ts'
import { describeCriterion, namesIn } from '../../segments/describe.ts'

/** Who did a measure before, after, or on a day (or in a longer interval) around the release or their first use. */
export const peopleBehindImpact: PeopleBehind<ImpactRequest> = async (c, request, place) => {
  const hint = 'a measure is a row: { "row": "Order", "column": "before" }, "after" or a day'
  const [row] = findRow(place, hint)
  const [measure] = findCriterion(request.measures, row)
  const around = await compileAround(c, request, [])
  const side = placeBeforeOrAfter(c, around, request)
  const uses = await usesIn(c, measure, { ...around, parts: side }, ['measures'])
  const column = 'column' in place ? place.column : 'after'
  const { days } = request
  const wholes: readonly (number | string)[] = ['before', 'after']
  const { firstDays, part } = around
  const index = typeof column === 'number' ? firstDays.indexOf(column) : -1
  const isPart = index >= 0
  if (!isPart && !wholes.includes(column)) throw describeNotThere(hint, ['explain', 'column'])
  const inside = isPart
    ? hasCode(c, part, index + 1, firstDays.length + 1)
    : hasCode(c, side, wholes.indexOf(column) + 1, 3)
  const { interval } = request
  const on = interval === 'day' ? `on day ${column}` : `in the ${interval} from day ${column} on`
  const when = isPart ? on : `in the ${days} days ${column}`
  const people = selectPeople(c, c.plan.and(uses, inside))
  const definition = `People who did ${describeCriterion(measure, namesIn(c))} ${when}`
  return { definition, period: around.period, segments: [], people }
}

function hasCode(c: Compilation, input: NodeRef, code: number, size: number): MaskRef {
  const bits = Uint8Array.from({ length: size }, (_, index) => Number(index === code))
  return c.plan.add({ op: 'test', input, table: c.plan.table(bits) })
}
