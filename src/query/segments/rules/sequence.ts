import type {
  MaskRef,
  NodeRef,
  SequenceGroup,
  SequenceMember,
  SequenceNode,
  SequenceStep,
} from '../../../engine/index.ts'
import type { Condition, SequenceCondition, Step, StepDistance } from '../../../model/conditions.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { isList } from '../elements.ts'
import {
  anyInContainer,
  isWider,
  type Names,
  type Rule,
  type RulePlace,
  type Say,
  type Tested,
} from '../rule.ts'
import { readSteps, type WrittenStep } from '../sequence-steps.ts'
import { compileLimit, describeDistance } from '../step-limit.ts'
import { compileContainer, readScope } from './container.ts'
import { enterSegment } from './segment.ts'

/**
 * Steps in order within the instance, each on a later event than the one before (§5.4). A session or
 * person container as a step takes all of its events: the next step comes after its last one. What is
 * excluded must not occur between its neighbours, before the first step or after the last. Limits are
 * measured from the end of the previous step that is not excluded.
 */
export const sequenceRule: Rule<SequenceCondition> = {
  label: 'Sequence',
  description: 'Steps in order, each on a later event than the one before.',
  example: {
    sequence: [
      { dimension: 'page', op: 'equals', value: 'Home' },
      { step: { dimension: 'page', op: 'equals', value: 'Cart' }, within: { minutes: 30 } },
    ],
  },
  async compile(condition, place) {
    const { keep = 'everyone' } = condition
    const { input, window } = await addSequence(condition, place, keep)
    if (keep === 'everyone') return { mask: input, window }
    const mask = place.scope === 'event' ? input : anyInContainer(place.c, input, place.scope)
    return { mask, window, keep: input }
  },
  describe({ sequence: steps, keep }, names, say) {
    const words = steps.map((step) => stepWords(step, names, say)).join(', then ')
    if (keep === 'before') return `${words} (only what comes before)`
    return keep === 'after' ? `${words} (only what comes after)` : words
  },
}

/** The events that fulfil the steps in one of the ways that end first, in each instance. */
export const compileStepEvents = async (
  condition: SequenceCondition,
  place: RulePlace,
): Promise<NodeRef> => (await addSequence(condition, place, 'steps')).input

async function addSequence(
  condition: SequenceCondition,
  place: RulePlace,
  keep: SequenceNode['keep'],
): Promise<{ readonly input: NodeRef; readonly window: MaskRef }> {
  const steps = await compileSteps(readSteps(condition, place), place)
  const { window, required, excludedAfter } = steps
  const rules = { window, steps: required, excludedAfter, keep }
  const input = place.c.plan.add({ op: 'sequence', runs: instancesOf(place), ...rules })
  return { input, window }
}

/** Where a member of a step is asked: a container of its own where the instance is, all else on events. */
export function placeMember(condition: Condition, outer: RulePlace, place: RulePlace): RulePlace {
  if ('segment' in condition) {
    const entered = enterSegment(condition.segment, place, [...place.path, 'segment'])
    return { ...place, scope: placeMember(entered.definition, outer, entered.place).scope }
  }
  const isOwn = 'container' in condition && !isList(outer.c, condition.container)
  const scope = isOwn ? readScope(condition, place) : 'event'
  return {
    ...place,
    scope: scope !== 'event' && !isWider(scope, outer.scope) ? outer.scope : 'event',
  }
}

function instancesOf({ c, scope }: RulePlace): NodeRef {
  return scope === 'event' ? c.plan.add({ op: 'each-event' }) : addRuns(c, scope)
}

interface CompiledSteps {
  readonly required: readonly SequenceStep[]
  readonly excludedAfter: readonly SequenceGroup[]
  readonly window: MaskRef
}

interface Member extends SequenceMember {
  readonly window: MaskRef
}

async function compileSteps(
  written: readonly WrittenStep[],
  place: RulePlace,
): Promise<CompiledSteps> {
  const { plan } = place.c
  const members: Member[][] = []
  for (const { conditions } of written) {
    const group: Member[] = []
    for (const each of conditions)
      group.push(await compileMember(each.condition, place, each.place))
    members.push(group)
  }
  const windows = [...new Set(members.flat().map(({ window }) => window))]
  const window = plan.or(...windows)
  const required: SequenceStep[] = []
  let excluded: SequenceGroup[] = []
  for (const [i, step] of written.entries()) {
    const own = members[i]!.map((member) => restricted(member, windows.length > 1, place))
    const isFirst = required.length === 0
    const group = { members: own, ...(isFirst ? {} : await compileLimits(step, window)) }
    if (step.isExcluded) excluded.push(group)
    else {
      required.push({ ...group, excluded })
      excluded = []
    }
  }
  return { required, excludedAfter: excluded, window }
}

/** A member that looked at other events than its neighbours counts only where it looked. */
function restricted(
  { mask, window, runs }: Member,
  isOwn: boolean,
  { c }: RulePlace,
): SequenceMember {
  const looked = isOwn ? c.plan.and(mask, window) : mask
  return { mask: looked, ...(runs === undefined ? {} : { runs }) }
}

async function compileLimits(
  { within, after, place }: WrittenStep,
  window: MaskRef,
): Promise<Pick<SequenceGroup, 'within' | 'after'>> {
  const limit = async (key: 'within' | 'after', distance: WrittenStep['within']) =>
    distance === undefined
      ? {}
      : {
          [key]: await compileLimit(distance, window, { ...place, path: [...place.path, key] }),
        }
  return { ...(await limit('within', within)), ...(await limit('after', after)) }
}

/** A condition as the events that fulfil it, or as the sessions or persons that do. */
async function compileMember(
  condition: Condition,
  outer: RulePlace,
  place: RulePlace,
): Promise<Member> {
  if ('segment' in condition) {
    const entered = enterSegment(condition.segment, place, [...place.path, 'segment'])
    return compileMember(entered.definition, outer, entered.place)
  }
  if ('container' in condition && !isList(outer.c, condition.container)) {
    const scope = readScope(condition, place)
    if (scope !== 'event' && !isWider(scope, outer.scope)) {
      const { mask, window } = await compileContainer(condition, place)
      return { mask, window, runs: addRuns(outer.c, scope) }
    }
  }
  const tested: Tested = await place.compile(condition, { ...place, scope: 'event' })
  return { mask: tested.mask, window: tested.window }
}

function stepWords(step: Step, names: Names, say: Say): string {
  if (!('group' in step) && !('step' in step)) return say(step)
  const words =
    'group' in step ? `(in any order: ${step.group.map(say).join('; ')})` : say(step.step)
  const said = (distance: StepDistance) => describeDistance(distance, names.dimension)
  const within = step.within ? ` within ${said(step.within)}` : ''
  const after = step.after ? ` after ${said(step.after)}` : ''
  return `${step.exclude ? 'without ' : ''}${words}${after}${within}`
}
