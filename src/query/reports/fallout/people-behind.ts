import type { FalloutRequest } from './request.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileShared } from './compile.ts'
import { type PeopleBehind, describeNotThere } from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { touchName } from '../../segments/touch.ts'

/** Who came to a step. */
export const peopleBehindFallout: PeopleBehind<FalloutRequest> = async (c, request, place) => {
  if (!('step' in place)) throw describeNotThere('a fallout has steps: { "step": 1 }')
  const step = request.steps[place.step - 1]
  if (!step) throw describeNotThere(`there are ${request.steps.length} steps`, ['explain', 'step'])
  const period = resolvePeriod(c, request.dateRange)
  const { aggregation } = await compileShared(c, request, period, [])
  const mask = await compileScopeMask(c, request.segments, period)
  const people = c.plan.aggregate({
    ...aggregation,
    kind: 'fallout-people',
    mask,
    breakdown: null,
    step: place.step - 1,
  })
  const name = step.name ?? step.any.map(touchName).join(' or ')
  const who = request.container === 'session' ? 'Sessions' : 'People'
  const definition = `${who} who came to step ${place.step}, ${name}`
  const segments = step.segments.map((ref) => (typeof ref === 'string' ? ref : 'a segment'))
  return { definition, segments, people }
}
