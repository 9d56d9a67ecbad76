import type { FalloutRequest } from './request.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { Item } from '../../../model/result.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { compileShared } from './compile.ts'
import { type PeopleBehind, describeNotThere } from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeTouch, nameSegment, namesIn } from '../../segments/describe.ts'

/** Who came to a step; of a breakdown, with an item of it. */
export const peopleBehindFallout: PeopleBehind<FalloutRequest> = async (c, request, place) => {
  if (!('step' in place)) throw describeNotThere('a fallout has steps: { "step": 1 }')
  const step = request.steps[place.step - 1]
  if (!step) throw describeNotThere(`there are ${request.steps.length} steps`, ['explain', 'step'])
  const period = resolvePeriod(c, request.dateRange)
  const { aggregation, breakdown } = await compileShared(c, request, period, [])
  const split = place.item === undefined ? null : findItem(breakdown, place.item)
  const mask = await compileScopeMask(c, request.segments, period)
  const people = c.plan.aggregate({
    ...aggregation,
    kind: 'fallout-people',
    mask,
    breakdown: split && aggregation.breakdown,
    step: place.step - 1,
    ...(split && { item: split.code }),
  })
  const names = namesIn(c)
  const name = step.name ?? step.any.map((touch) => describeTouch(touch, names)).join(' or ')
  const who = request.container === 'session' ? 'Sessions' : 'People'
  const definition = `${who} who came to step ${place.step}, ${name}${split?.words ?? ''}`
  const segments = step.segments.map((ref) => nameSegment(ref, names))
  return { definition, segments, people }
}

/** Errors: request/impossible where nothing is broken down, or there is no such item. */
function findItem(breakdown: CompiledDimension | null, item: Item) {
  const at = ['explain', 'item']
  if (breakdown === null) throw describeNotThere('the fallout has no breakdown', at)
  const code = breakdown.value.domain.codeOf(item)
  if (code === undefined) throw describeNotThere(`there is no item ${item}`, at)
  return { code, words: `, with ${item ?? 'no value'} as ${breakdown.id}` }
}
