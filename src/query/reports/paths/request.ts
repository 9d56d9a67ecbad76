import { z } from 'zod'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'

/** The paths that lead, or fail to lead, to a goal. semantics §11.2 */
export const pathsRequest = z.strictObject({
  kind: z.literal('paths'),
  ...requestCommon,
  dimension: componentId,
  to: criterion,
  from: criterion
    .optional()
    .meta({ description: 'where paths begin; the container when left out' }),
  steps: z.number().int().positive().max(20).default(5),
  repeats: z.boolean().default(false).meta({ description: 'equal items in a row stay apart' }),
  loops: z
    .enum(['keep', 'drop'])
    .default('keep')
    .meta({ description: 'drop: going back to an earlier item forgets what came since' }),
  excludeItems: z.array(item).default([]).meta({ description: 'passed over' }),
  value: componentId.optional().meta({ description: 'a metric of the converting events' }),
  container: reportContainer.default('session'),
  order: z.enum(['most', 'least-converting']).default('most'),
  minimum: z.number().int().positive().default(1).meta({ description: 'containers of a path' }),
  limit: z.number().int().positive().default(20),
})

export const pathRow = z.object({
  items: z.array(item).meta({ description: 'in order; none where nothing came before' }),
  count: z.number().meta({ description: 'containers' }),
  people: z.number(),
  conversions: z.number(),
  rate: figure,
  value: figure.optional(),
  medianSeconds: figure.meta({ description: 'from the first of the items to the conversion' }),
})

export const pathsResult = z.object({
  paths: z.array(pathRow),
  abandoned: z.array(pathRow).meta({ description: 'those most often left without converting' }),
  total: z.number(),
  conversions: z.number(),
  pathCount: z.number().meta({ description: 'different paths, shown or not' }),
  rules: z.array(z.string()).meta({ description: 'how sequences were made into paths' }),
  meta: resultMeta,
})

export type PathsRequest = z.infer<typeof pathsRequest>
/** As it is written, defaults left out. */
export type PathsRequestInput = z.input<typeof pathsRequest>
export type PathRow = z.infer<typeof pathRow>
export type PathsResult = z.infer<typeof pathsResult>
