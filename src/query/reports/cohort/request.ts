import { z } from 'zod'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { criterion } from '../../../model/criterion.ts'

/** semantics §8.7 */
export const cohortRequest = z
  .strictObject({
    kind: z.literal('cohort'),
    ...requestCommon,
    granularity: z.enum(calendarUnits),
    inclusion: criterion,
    return: criterion,
    type: z.enum(['retention', 'churn']).default('retention'),
    rolling: z.boolean().default(false),
    latency: z.boolean().default(false).meta({ description: 'also columns before the inclusion' }),
    cohortDimension: componentId.optional(),
    columns: z.number().int().positive().max(400).optional(),
    limit: z
      .number()
      .int()
      .positive()
      .default(14)
      .meta({ description: 'items of cohortDimension' }),
  })
  .refine((r) => !(r.latency && r.cohortDimension !== undefined), {
    message: 'a latency table cannot have a cohort dimension',
    path: ['latency'],
  })

export const cohortRow = z.object({
  cohort: item,
  label: z.string().optional(),
  included: z.number(),
  cells: z.array(figure).meta({ description: 'people; null: the period is not over' }),
})

export const cohortResult = z.object({
  firstColumn: z.number().meta({ description: 'period of the first cell; negative with latency' }),
  rows: z.array(cohortRow),
  meta: resultMeta,
})

export type CohortRequest = z.infer<typeof cohortRequest>
/** As it is written, defaults left out. */
export type CohortRequestInput = z.input<typeof cohortRequest>
export type CohortRow = z.infer<typeof cohortRow>
export type CohortResult = z.infer<typeof cohortResult>
