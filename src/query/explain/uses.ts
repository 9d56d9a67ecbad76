import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Criterion } from '../../model/requests/criterion.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { testItem } from '../compilation/domain-table.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { scopeMask } from '../segments/scope-mask.ts'
import { compileAround, sideOf } from '../reports/impact/compile.ts'
import { criterionName, usesIn } from '../reports/uses.ts'
import { eventTimePart } from '../standard/time-values.ts'
import type { Item } from '../compilation/value.ts'
import { type Behind, notThere, peopleIn, rowAt } from './behind.ts'

/** Who uses a feature, or an item of those with the most events. */
export const behindFeature: Behind<'engagement'> = async (c, request, place) => {
  const [row] = rowAt(place, 'a feature is a row: { "row": "Search" }')
  const period = resolvePeriod(c, request.dateRange)
  const mask = await scopeMask(c, request.segments, period)
  const isFeature = request.features.some((feature) => criterionName(feature) === row)
  if (!isFeature && request.top !== undefined) {
    const { value } = await compileDimension(c, request.top.dimension, period, ['top', 'dimension'])
    if (!value.domain.codeOf(row ?? null))
      throw notThere(`there is no item ${row}`, ['explain', 'row'])
    const people = peopleIn(c, c.plan.and(mask, testItem(c, value, row ?? null)))
    return { definition: `People with ${row} as ${request.top.dimension}`, segments: [], people }
  }
  const [feature, name] = namedAs(request.features, row)
  const parts = eventTimePart(c, request.interval, period).ref
  const uses = await usesIn(c, feature, { mask, period, parts }, ['features'])
  return { definition: `People who use ${name}`, segments: [], people: peopleIn(c, uses) }
}

/** Who did a measure before, after, or on a day (or in a longer interval) around the release or their first use. */
export const behindImpact: Behind<'impact'> = async (c, request, place) => {
  const hint = 'a measure is a row: { "row": "Order", "column": "before" }, "after" or a day'
  const [row] = rowAt(place, hint)
  const [measure, name] = namedAs(request.measures, row)
  const around = await compileAround(c, request, [])
  const side = sideOf(c, around, request)
  const uses = await usesIn(c, measure, { ...around, parts: side }, ['measures'])
  const column = 'column' in place ? place.column : 'after'
  const { days } = request
  const sides: readonly (number | string)[] = ['before', 'after']
  const { firstDays, part } = around
  const index = typeof column === 'number' ? firstDays.indexOf(column) : -1
  const isPart = index >= 0
  if (!isPart && !sides.includes(column)) throw notThere(hint, ['explain', 'column'])
  const inside = isPart
    ? hasCode(c, part, index + 1, firstDays.length + 1)
    : hasCode(c, side, sides.indexOf(column) + 1, 3)
  const { interval } = request
  const on = interval === 'day' ? `on day ${column}` : `in the ${interval} from day ${column} on`
  const when = isPart ? on : `in the ${days} days ${column}`
  const people = peopleIn(c, c.plan.and(uses, inside))
  const definition = `People who did ${name} ${when}`
  return { definition, period: around.period, segments: [], people }
}

function namedAs(criteria: readonly Criterion[], row: Item | undefined) {
  const found = criteria.find((criterion) => criterionName(criterion) === row)
  if (found) return [found, criterionName(found)] as const
  throw notThere(`${criteria.map(criterionName).join(', ')} have rows, not ${row}`, [
    'explain',
    'row',
  ])
}

function hasCode(c: Compilation, input: NodeRef, code: number, size: number): MaskRef {
  const bits = Uint8Array.from({ length: size }, (_, index) => Number(index === code))
  return c.plan.add({ op: 'test', input, table: c.plan.table(bits) })
}
