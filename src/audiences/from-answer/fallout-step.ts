import type { Condition, SegmentContainer, Step } from '../../model/conditions.ts'
import { touchCondition } from '../../model/criterion.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { RequestOf } from '../../query/reports/index.ts'
import { conditionsAround } from '../../query/segments/conditions-around.ts'

type Fallout = RequestOf<'fallout'>

/** Who came to a step of a funnel in order: a window is said where the step is the second one. */
export function sayStep(
  request: Fallout,
  place: ExplainPlace,
  around: readonly Condition[],
): SegmentContainer | null {
  if (!('step' in place) || place.item !== undefined || !isPlainFunnel(request)) return null
  const { steps, between = [], window, container } = request
  const reached = steps.slice(0, place.step)
  if (window !== undefined && reached.length > 2) return null
  if (window !== undefined && reached[1]?.within !== undefined) return null
  if (between.slice(0, reached.length - 1).some((each) => each !== 'eventual')) return null
  const checkpoints = reached.map(({ any, segments, within = window }, index): Step => {
    const touches: Condition = { or: any.map(touchCondition) }
    const condition: Condition = { and: [touches, ...around, ...conditionsAround({ segments })] }
    return within === undefined || index === 0 ? condition : { step: condition, within }
  })
  const [first, ...others] = checkpoints
  // In a person or session each condition would be met by any of its events.
  const where: Condition =
    others.length === 0
      ? { container: 'event', where: first as Condition }
      : { sequence: checkpoints }
  return { container, where }
}

const isPlainFunnel = (request: Fallout): boolean => {
  const { steps, exclude, order, entry, count, hold } = request
  return (
    exclude.length === 0 &&
    hold.length === 0 &&
    order === 'listed' &&
    entry === 'any' &&
    count === 'containers' &&
    steps.every(({ optional }) => !optional)
  )
}
