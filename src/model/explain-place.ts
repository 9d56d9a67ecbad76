import { z } from 'zod'
import { item } from './result.ts'

/**
 * A number of a result: a cell (`column` with `row`, without it the total), a row (an item, an interval,
 * a bucket's borders, the path of a breakdown, the items of a path, none too), a step (from 1), or a node
 * by its id. A cohort's cell has its row's item and the number of its period.
 */
export const explainPlace = z.union([
  z.strictObject({
    row: z.union([item, z.array(item)]).optional(),
    column: z.union([z.string(), z.number().int()]),
  }),
  z.strictObject({ row: z.union([item, z.array(item)]) }),
  z.strictObject({ step: z.number().int().positive() }),
  z.strictObject({ node: z.string().min(1) }),
])

export type ExplainPlace = z.infer<typeof explainPlace>
