import { sayDuration } from '../../../model/duration.ts'
import type { FalloutRequest } from './request.ts'
import { describeTouch } from '../../segments/describe.ts'
import type { Names } from '../../segments/rule.ts'

/** The rule that was counted by, in words. */
export function falloutRule(request: FalloutRequest, names: Names): string {
  const who = request.container === 'session' ? 'sessions' : 'people'
  const counted =
    request.count === 'attempts'
      ? `Counts attempts: every event of step 1, within ${who}`
      : `Counts ${who}`
  const order = request.order === 'any' ? 'doing the steps in any order' : orderWords(request)
  const rules = [
    request.window && `the last step within ${sayDuration(request.window)} of the first`,
    request.entry === 'first' && 'beginning with the first event of step 1 only',
    request.hold.length > 0 &&
      `with the same ${request.hold.map(names.dimension).join(' and ')} on all steps`,
    ...request.steps.map(
      (step, s) =>
        step.within && `step ${s + 1} within ${sayDuration(step.within)} of the one before`,
    ),
    ...request.steps.map((step, s) => step.optional && optionalWords(s + 1)),
    ...request.exclude.map(({ any, between }) => {
      const what = any.map((touch) => describeTouch(touch, names)).join(' or ')
      if (between && request.order === 'any')
        return `no ${what} between the first and the last of them`
      return between
        ? `no ${what} between steps ${between[0]} and ${between[1]}`
        : `no ${what} anywhere`
    }),
    request.breakdown &&
      `by ${names.dimension(request.breakdown.dimension)} at ${request.breakdown.at}`,
  ].filter(Boolean)
  const rates = request.steps.some(({ optional }) => optional)
    ? ' Rates and losses are of the last step before that must be done.'
    : ''
  const time = 'Seconds are from the first event that reached the step before.'
  return `${[`${counted} ${order}, each step on a later event`, ...rules].join('; ')}.${rates} ${time}`
}

const optionalWords = (step: number): string =>
  `step ${step} may be left out, and counts where it lies on a way to the last step that must be done`

function orderWords(request: FalloutRequest): string {
  const next = (request.between ?? []).flatMap((rule, s) => (rule === 'next' ? [s + 2] : []))
  if (next.length === 0) return 'reaching the steps in order, with anything between'
  return `reaching the steps in order, step ${next.join(' and ')} on the very next event`
}
