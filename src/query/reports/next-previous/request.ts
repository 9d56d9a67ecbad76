import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'

/** What comes right after or before an item. semantics §8.3 */
export const nextPreviousRequest = z.strictObject({
  kind: z.literal('next-previous'),
  ...requestCommon,
  dimension: componentId,
  item,
  direction: z.enum(['next', 'previous']).default('next'),
  container: reportContainer.default('person'),
  repeats: z.boolean().default(false),
  limit: z.number().int().positive().default(10),
})

export const nextPreviousRow = z.object({
  item,
  label: z.string().optional(),
  special: z.enum(['exited', 'entered']).optional(),
  count: z.number(),
  share: figure,
})

export const nextPreviousResult = z.object({
  total: z.number(),
  rows: z.array(nextPreviousRow),
  meta: resultMeta,
})

export type NextPreviousRequest = z.infer<typeof nextPreviousRequest>
export type NextPreviousRow = z.infer<typeof nextPreviousRow>
export type NextPreviousResult = z.infer<typeof nextPreviousResult>
