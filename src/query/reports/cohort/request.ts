import { z } from 'zod'
import { calendarUnits } from '../../../model/date-ranges.ts'
import { componentId } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { requestCommon } from '../parts/request.ts'
import { condition } from '../../../model/conditions.ts'
import { criterion } from '../../../model/criterion.ts'
import { comparisonOperator } from '../../../model/operators.ts'

/** What a metric adds up to over one person's events of a period that satisfy the criterion's condition. */
export const cohortTotal = z.strictObject({
  metric: componentId,
  op: comparisonOperator.default('gte'),
  value: z.number(),
})

/** What a person does in a period: often enough, and with these totals. */
export const cohortCriterion = criterion
  .extend({
    where: condition.optional().meta({ description: 'any event where there is a total' }),
    total: z
      .union([cohortTotal, z.array(cohortTotal).min(1)])
      .optional()
      .meta({ description: 'of the person’s events of the period; of several, all' }),
  })
  .refine(({ where, total }) => where !== undefined || total !== undefined, {
    message: 'give a condition or a total',
    path: ['where'],
  })

/** semantics §8.7 */
export const cohortRequest = z
  .strictObject({
    kind: z.literal('cohort'),
    ...requestCommon,
    granularity: z.enum(calendarUnits),
    inclusion: cohortCriterion,
    return: cohortCriterion,
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

export type CohortTotal = z.infer<typeof cohortTotal>
export type CohortCriterion = z.infer<typeof cohortCriterion>
export type CohortRequest = z.infer<typeof cohortRequest>
/** As it is written, defaults left out. */
export type CohortRequestInput = z.input<typeof cohortRequest>
export type CohortRow = z.infer<typeof cohortRow>
export type CohortResult = z.infer<typeof cohortResult>
