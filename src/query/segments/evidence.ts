import type { MaskRef } from '../../engine/index.ts'
import type {
  Condition,
  ContainerCondition,
  SegmentContainer,
  SequenceCondition,
} from '../../model/conditions.ts'
import type { Path } from '../../model/path.ts'
import { compileCondition } from './condition.ts'
import { isList } from './elements.ts'
import { findLookingPeriod } from './looking-period.ts'
import { anyInContainer, inside, isWider, type RulePlace, type RuleScope } from './rule.ts'
import { insideAnd } from './rules/and.ts'
import { compileContainer, readScope } from './rules/container.ts'
import { enterSegment } from './rules/segment.ts'
import { compileStepEvents, placeMember } from './rules/sequence.ts'
import { readSteps } from './sequence-steps.ts'

/** The events for which a condition holds. */
export interface Evidence {
  /** Of the condition: into the definition, or to the segment in it that says so. */
  readonly path: Path
  readonly mask: MaskRef
}

/**
 * The events that make a segment hold, by the conditions that look at them: where an event has the value,
 * the metric or another item of a distinct count, and of a sequence those of one way through it. What must
 * not happen has none. `kept` are events that the segment keeps, of which the reasons are asked.
 */
export function findEvidence(
  definition: SegmentContainer,
  place: RulePlace,
  kept: MaskRef,
): Promise<readonly Evidence[]> {
  return ofContainer(definition, place, kept)
}

async function ofContainer(
  container: ContainerCondition | SegmentContainer,
  place: RulePlace,
  within: MaskRef,
): Promise<readonly Evidence[]> {
  const { c } = place
  if (container.exclude === true) return []
  if (isList(c, container.container)) {
    const { window: _, ...written } = container as SegmentContainer
    const { mask } = await compileCondition(written, { ...place, scope: 'event' })
    return [{ path: place.path, mask: c.plan.and(mask, spread(within, place, 'event')) }]
  }
  const scope = readScope(container, place)
  const period = findLookingPeriod(container, place)
  const { mask, window } = await compileContainer(container, place)
  const holding = c.plan.and(spread(within, place, scope), mask, window)
  const own = scope === 'event' ? holding : anyInContainer(c, holding, scope)
  return ofCondition(container.where, { ...inside(place, 'where'), scope, period }, own)
}

/** Events of instances as those of the wider instances around them, where they are asked about these. */
function spread(within: MaskRef, place: RulePlace, scope: RuleScope): MaskRef {
  if (scope === 'event' || !isWider(scope, place.scope)) return within
  return anyInContainer(place.c, within, scope)
}

/** `within`: the instances of the place's scope that are asked about. */
async function ofCondition(
  condition: Condition,
  place: RulePlace,
  within: MaskRef,
): Promise<readonly Evidence[]> {
  const { plan } = place.c
  if ('not' in condition) return []
  if ('container' in condition) return ofContainer(condition, place, within)
  if ('segment' in condition) {
    const { definition, place: at } = enterSegment(condition.segment, place, place.path)
    const found = await ofContainer(definition, at, within)
    return found.map(({ mask }) => ({ path: place.path, mask }))
  }
  const { mask, keep } = await compileCondition(condition, place)
  const holding = plan.and(within, mask, keep === undefined ? null : await whole(keep, place))
  if ('and' in condition) return ofEach(condition.and, insideAnd(condition.and, place), holding)
  if ('or' in condition) return ofEach(condition.or, inside(place, 'or'), holding)
  if ('sequence' in condition) return ofSequence(condition, place, holding)
  const seen = await compileCondition(lookedFor(condition), { ...place, scope: 'event' })
  const own = place.scope === 'event' ? holding : plan.and(holding, seen.mask, seen.window)
  return [{ path: place.path, mask: own }]
}

/** Instances of which a part is kept. */
const whole = async (keep: MaskRef, { c, scope }: RulePlace): Promise<MaskRef> =>
  scope === 'event' ? keep : anyInContainer(c, keep, scope)

async function ofEach(
  conditions: readonly Condition[],
  place: RulePlace,
  within: MaskRef,
): Promise<readonly Evidence[]> {
  const all: Evidence[] = []
  for (const [i, condition] of conditions.entries()) {
    all.push(...(await ofCondition(condition, inside(place, i), within)))
  }
  return all
}

async function ofSequence(
  condition: SequenceCondition,
  place: RulePlace,
  within: MaskRef,
): Promise<readonly Evidence[]> {
  const onWay = place.c.plan.and(within, await compileStepEvents(condition, place))
  const all: Evidence[] = []
  for (const step of readSteps(condition, place)) {
    if (step.isExcluded) continue
    for (const { condition: member, place: at } of step.conditions) {
      all.push(...(await ofCondition(member, placeMember(member, place, at), onWay)))
    }
  }
  return all
}

/** What an event must have to speak for a condition on a whole container. */
function lookedFor(condition: Condition): Condition {
  if ('metric' in condition) return { metric: condition.metric, op: 'exists' }
  if ('distinctCount' in condition) return { dimension: condition.dimension, op: 'exists' }
  return condition
}
