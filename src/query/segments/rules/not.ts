import type { z } from 'zod'
import type { notCondition } from '../../../model/conditions.ts'
import { inside, type Rule } from '../rule.ts'

/** The condition does not hold for the instance. */
export const notRule: Rule<z.infer<typeof notCondition>> = {
  label: 'Not',
  description: 'The condition does not hold.',
  example: { not: { dimension: 'page', op: 'equals', value: 'Home' } },
  async compile({ not: condition }, place) {
    const { mask, window } = await place.compile(condition, inside(place, 'not'))
    return { mask: place.c.plan.not(mask), window }
  },
  describe: ({ not: condition }, _names, say) => `not (${say(condition)})`,
}
