import { z } from 'zod'
import { componentId } from '../ids.ts'
import { figure, item, resultMeta } from '../result.ts'
import { reportContainer, requestCommon } from './common.ts'
import { criterion } from './criterion.ts'

/** The paths that lead, or fail to lead, to a goal. semantics §11.2 */
export const pathsRequest = z.strictObject({
  kind: z.literal('paths'),
  ...requestCommon,
  dimension: componentId,
  to: criterion,
  from: criterion.optional(),
  steps: z.number().int().positive().max(20).default(5),
  repeats: z.boolean().default(false),
  container: reportContainer.default('session'),
  order: z.enum(['most', 'least-converting']).default('most'),
  minimum: z.number().int().positive().default(1).meta({ description: 'containers of a path' }),
  limit: z.number().int().positive().default(20),
})

export const pathRow = z.object({
  items: z.array(item),
  count: z.number(),
  conversions: z.number(),
  rate: figure,
})

export const pathsResult = z.object({
  paths: z.array(pathRow),
  total: z.number(),
  conversions: z.number(),
  meta: resultMeta,
})

export type PathsRequest = z.infer<typeof pathsRequest>
export type PathRow = z.infer<typeof pathRow>
export type PathsResult = z.infer<typeof pathsResult>
