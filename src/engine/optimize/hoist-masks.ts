import type { Rewrite } from './rewrite.ts'

/** A mask that all measures of a group share stands at the group, where it is applied once. */
export const hoistMasks: Rewrite = {
  aggregation(aggregation) {
    if (aggregation.kind !== 'group' || aggregation.mask !== null) return null
    const { measures } = aggregation
    const mask = measures[0]?.mask ?? null
    if (mask === null || measures.some((measure) => measure.mask !== mask)) return null
    return { ...aggregation, mask, measures: measures.map((each) => ({ ...each, mask: null })) }
  },
}
