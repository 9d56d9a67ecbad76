import type { ContainerCondition, SegmentContainer } from '../../../model/conditions.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { show } from '../../../model/show.ts'
import { sayAllowed } from '../../../model/nearest.ts'
import { compileElements, isList } from '../elements.ts'
import { findLookingPeriod } from '../looking-period.ts'
import {
  inside,
  liftToScope,
  type RulePlace,
  type Rule,
  type RuleScope,
  type Tested,
} from '../rule.ts'

/** A condition asked of each instance of its own scope (§5.1). */
export const containerRule: Rule<ContainerCondition> = {
  label: 'Container',
  description: 'A condition asked of each event, session or person of its own.',
  example: { container: 'session', where: { dimension: 'page', op: 'equals', value: 'Home' } },
  async compile(condition, place) {
    if (isList(place.c, condition.container)) {
      const { mask, window } = await compileElements(condition, place)
      return liftToScope({ mask, window }, 'event', place)
    }
    return liftToScope(await compileContainer(condition, place), readScope(condition, place), place)
  },
  describe({ container: scope, exclude, where }, _names, say) {
    return `${article(scope, exclude === true)} where ${say(where)}`
  },
}

const article = (scope: string, isExcluded: boolean): string =>
  isExcluded ? `no ${scope}` : `${scope === 'event' ? 'an' : 'a'} ${scope}`

/** The answer per instance of the container's own scope. */
export async function compileContainer(
  container: ContainerCondition | SegmentContainer,
  place: RulePlace,
): Promise<Tested> {
  const { exclude, where } = container
  const scope = readScope(container, place)
  const period = findLookingPeriod(container, place)
  const tested = await place.compile(where, { ...inside(place, 'where'), scope, period })
  if (!exclude) return tested
  return { mask: place.c.plan.not(tested.mask), window: tested.window }
}

/** The scope of a container. Errors: definition/invalid. */
export function readScope(
  { container: scope }: { readonly container: string },
  place: RulePlace,
): RuleScope {
  if (scope === 'event' || scope === 'session' || scope === 'person') return scope
  const lists = new Set(place.c.schema.fields.flatMap(({ list }) => list ?? []))
  const allowed = sayAllowed(scope, ['event', 'session', 'person', ...lists])
  const params = { reason: `there is no container ${show(scope)}${allowed}` }
  throw new ThroughlineError('definition/invalid', params, inside(place, 'container').path)
}
