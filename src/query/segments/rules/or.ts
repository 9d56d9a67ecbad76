import type { z } from 'zod'
import type { orCondition } from '../../../model/conditions.ts'
import { aligned, compileEach, inside, type Rule } from '../rule.ts'

/** Any of the conditions holds for the instance. */
export const orRule: Rule<z.infer<typeof orCondition>> = {
  label: 'Any of',
  description: 'At least one of the conditions holds.',
  example: {
    or: [
      { dimension: 'page', op: 'equals', value: 'Home' },
      { dimension: 'page', op: 'equals', value: 'Cart' },
    ],
  },
  async compile({ or: conditions }, place) {
    const all = await compileEach(conditions, inside(place, 'or'))
    const { plan } = place.c
    const { masks, window } = aligned(place, all)
    const mask = plan.or(...masks)
    if (all.every(({ keep }) => keep === undefined)) return { mask, window }
    const keep = plan.or(...masks.map((each, i) => plan.and(each, all[i]!.keep ?? null)))
    return { mask, window, keep }
  },
  describe: ({ or: conditions }, _names, say) => `(${conditions.map(say).join(' or ')})`,
}
