import { z } from 'zod'
import { item } from './result.ts'

/**
 * A number of a result: a cell (`column` with `row`, without it the total), a row (an item, an interval,
 * a bucket's borders, the path of a breakdown, the items of a path, none too), a step (from 1; of a
 * breakdown with its item), or a node by its id, an arrow of a canvas or a link of a flow by the ids of its
 * ends, or all arrows that leave a node (`onward`). A cohort's cell has its row's item and the number of
 * its period.
 */
export const explainPlace = z.union([
  z.strictObject({
    row: z.union([item, z.array(item)]).optional(),
    column: z.union([z.string(), z.number().int()]),
  }),
  z.strictObject({ row: z.union([item, z.array(item)]) }),
  z.strictObject({ step: z.number().int().positive(), item: item.optional() }),
  z.strictObject({ node: z.string().min(1) }),
  z.strictObject({ arrow: z.tuple([z.string().min(1), z.string().min(1)]) }),
  z.strictObject({ onward: z.string().min(1) }),
])

export type ExplainPlace = z.infer<typeof explainPlace>
