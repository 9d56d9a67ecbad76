import type { ContainerCondition, SegmentContainer } from '../../../model/conditions.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Period } from '../../compilation.ts'
import { inside, lift, type Place, type Rule, type Scope, type Tested } from '../rule.ts'

/** A condition asked of each instance of its own scope (§5.1). */
export const container: Rule<ContainerCondition> = {
  async compile(condition, place) {
    return lift(await compileContainer(condition, place), scopeOf(condition, place), place)
  },
  describe({ container: scope, exclude, where }, _names, say) {
    return `${article(scope, exclude === true)} where ${say(where)}`
  },
}

const article = (scope: string, isExcluded: boolean): string =>
  isExcluded ? `no ${scope}` : `${scope === 'event' ? 'an' : 'a'} ${scope}`

/** The answer per instance of the container's own scope. */
export async function compileContainer(
  { exclude, where, ...rest }: ContainerCondition | SegmentContainer,
  place: Place,
): Promise<Tested> {
  const scope = scopeOf(rest, place)
  const period = 'window' in rest && rest.window === 'all' ? everything(place.period) : place.period
  const tested = await place.compile(where, { ...inside(place, 'where'), scope, period })
  if (!exclude) return tested
  return { mask: place.c.plan.not(tested.mask), window: tested.window }
}

/** A person's whole history; persisted values still are those of the report's range. */
const everything = (period: Period): Period => ({ ...period, mask: null, window: null })

/** The scope of a container. Errors: definition/invalid. */
export function scopeOf({ container: scope }: { readonly container: string }, place: Place): Scope {
  if (scope === 'event' || scope === 'session' || scope === 'person') return scope
  const params = { reason: `there is no container ${JSON.stringify(scope)}` }
  throw new ThroughlineError('definition/invalid', params, inside(place, 'container').path)
}
