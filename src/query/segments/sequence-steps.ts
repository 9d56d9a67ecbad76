import type { Condition, SequenceCondition, Step, StepDistance } from '../../model/conditions.ts'
import { toMilliseconds, readUnitAndCount } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { inside, type RulePlace } from './rule.ts'

/** A step as it is written, in one shape: one condition or a logic group, with limits. */
export interface WrittenStep {
  readonly conditions: readonly { readonly condition: Condition; readonly place: RulePlace }[]
  readonly isExcluded: boolean
  readonly within: StepDistance | undefined
  readonly after: StepDistance | undefined
  readonly place: RulePlace
}

/** The steps of a sequence; one that is itself a sequence stands for its steps. */
function writtenSteps({ sequence }: SequenceCondition, place: RulePlace): readonly WrittenStep[] {
  const at = inside(place, 'sequence')
  const steps = sequence.flatMap((step, i) => writtenStep(step, inside(at, i)))
  if (steps.some(({ isExcluded }) => !isExcluded)) return steps
  throw invalid('a sequence needs a step that is not excluded', at)
}

/**
 * The steps of an outermost sequence, whose limits are measured from the step before: the first, and
 * what must not come before it, have none. Errors: definition/invalid.
 */
export function readSteps(condition: SequenceCondition, place: RulePlace): readonly WrittenStep[] {
  const steps = writtenSteps(condition, place)
  const first = steps.findIndex(({ isExcluded }) => !isExcluded)
  for (const { within, after, place: at } of steps.slice(0, first + 1)) {
    if (within === undefined && after === undefined) continue
    const key = within === undefined ? 'after' : 'within'
    const reason = `“${key}” is measured from the step before, and there is none`
    throw invalid(reason, inside(at, key))
  }
  return steps
}

function writtenStep(step: Step, place: RulePlace): readonly WrittenStep[] {
  if (isSequence(step)) {
    if (step.keep === undefined || step.keep === 'everyone') return writtenSteps(step, place)
    throw invalid('only the outermost sequence can keep a part', inside(place, 'keep'))
  }
  const { conditions, limits } = partsOf(step, place)
  const nested = conditions.find(({ condition }) => isSequence(condition))
  if (nested) throw invalid('a sequence as a step needs a container of its own', nested.place)
  const { exclude = false, within, after } = limits
  if (within && after && isBeyond(after, within)) {
    throw invalid('no step comes so late and so soon: “after” is longer than “within”', place)
  }
  return [{ conditions, isExcluded: exclude, within, after, place }]
}

interface Limits {
  readonly exclude?: boolean | undefined
  readonly within?: StepDistance | undefined
  readonly after?: StepDistance | undefined
}

function partsOf(
  step: Step,
  place: RulePlace,
): { readonly conditions: WrittenStep['conditions']; readonly limits: Limits } {
  if ('group' in step) {
    const at = inside(place, 'group')
    const conditions = step.group.map((condition, i) => ({ condition, place: inside(at, i) }))
    return { conditions, limits: step }
  }
  if ('step' in step) {
    return { conditions: [{ condition: step.step, place: inside(place, 'step') }], limits: step }
  }
  return { conditions: [{ condition: step, place }], limits: {} }
}

/** Whether nothing can be at least one distance and at most the other away. */
function isBeyond(least: StepDistance, most: StepDistance): boolean {
  const [a, b] = [extentOf(least), extentOf(most)]
  return a.unit === b.unit && a.least > b.most
}

/** A distance as numbers of one unit; those of calendar months differ. */
function extentOf(distance: StepDistance): { unit: string; least: number; most: number } {
  if ('dimension' in distance) {
    const { dimension, count } = distance
    return { unit: `dimension ${dimension}`, least: count, most: count }
  }
  if ('events' in distance || 'sessions' in distance) {
    const [unit, count] = Object.entries(distance)[0] as [string, number]
    return { unit, least: count, most: count }
  }
  const ms = toMilliseconds(distance)
  const { unit } = readUnitAndCount(distance)
  const isCalendar = unit === 'months' || unit === 'quarters' || unit === 'years'
  return isCalendar
    ? { unit: 'ms', least: ms * 0.9, most: ms * 1.1 }
    : { unit: 'ms', least: ms, most: ms }
}

const isSequence = (step: Step): step is SequenceCondition => 'sequence' in step

const invalid = (reason: string, { path }: RulePlace): ThroughlineError =>
  new ThroughlineError('definition/invalid', { reason }, path)
