import type { Condition, SegmentContainer } from '../../model/conditions.ts'
import { isList } from './elements.ts'
import { findLookingPeriod } from './looking-period.ts'
import { inside, type RulePlace } from './rule.ts'
import { insideAnd } from './rules/and.ts'
import { readScope } from './rules/container.ts'
import { placeMember } from './rules/sequence.ts'
import { readSteps } from './sequence-steps.ts'

/** A condition of a segment with the place at which it is asked. */
export interface PlacedRule {
  readonly condition: Condition
  readonly place: RulePlace
}

/**
 * Every condition of a segment, each before those inside it; those of other segments not. What is asked
 * of a list's elements is asked of the events with such an element. Errors: definition/invalid.
 */
export function listRules(definition: SegmentContainer, root: RulePlace): readonly PlacedRule[] {
  return rulesOfContainer(definition, root)
}

type Written = Pick<SegmentContainer, 'container' | 'where'>

function rulesOfContainer(written: Written, place: RulePlace): readonly PlacedRule[] {
  const { container, where } = written
  const period = findLookingPeriod(written, place)
  const at = inside({ ...place, period }, 'where')
  if (isList(place.c, container)) return rulesOfElements(container, where, at)
  return rulesIn(where, { ...at, scope: readScope(written, place) })
}

function rulesIn(condition: Condition, place: RulePlace): readonly PlacedRule[] {
  return [{ condition, place }, ...rulesBelow(condition, place)]
}

function rulesBelow(condition: Condition, place: RulePlace): readonly PlacedRule[] {
  const each = (conditions: readonly Condition[], at: RulePlace) =>
    conditions.flatMap((inner, i) => rulesIn(inner, inside(at, i)))
  if ('and' in condition) return each(condition.and, insideAnd(condition.and, place))
  if ('or' in condition) return each(condition.or, inside(place, 'or'))
  if ('not' in condition) return rulesIn(condition.not, inside(place, 'not'))
  if ('container' in condition) return rulesOfContainer(condition, place)
  if (!('sequence' in condition)) return []
  return readSteps(condition, place).flatMap((step) =>
    step.conditions.flatMap((member) =>
      rulesIn(member.condition, placeMember(member.condition, place, member.place)),
    ),
  )
}

/** Conditions inside a list's container, each as a container of its own. */
function rulesOfElements(
  container: string,
  where: Condition,
  place: RulePlace,
): readonly PlacedRule[] {
  const each = (conditions: readonly Condition[], at: RulePlace) =>
    conditions.flatMap((inner, i) => rulesOfElements(container, inner, inside(at, i)))
  const own = { condition: { container, where }, place: { ...place, scope: 'event' } } as const
  if ('and' in where) return [own, ...each(where.and, inside(place, 'and'))]
  if ('or' in where) return [own, ...each(where.or, inside(place, 'or'))]
  if ('not' in where) return [own, ...rulesOfElements(container, where.not, inside(place, 'not'))]
  return [own]
}
