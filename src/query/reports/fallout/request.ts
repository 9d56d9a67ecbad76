import { z } from 'zod'
import { segmentRef } from '../../../model/conditions.ts'
import { duration } from '../../../model/duration.ts'
import { componentId, name } from '../../../model/ids.ts'
import { figure, item, resultMeta } from '../../../model/result.ts'
import { reportContainer, requestCommon } from '../parts/request.ts'
import { touch } from '../../../model/criterion.ts'
import { requestComparison, withComparison } from '../parts/time-comparison-request.ts'

/** Touches are ORed, segments ANDed. semantics §8.5 */
export const falloutStep = z.strictObject({
  any: z.array(touch).min(1),
  segments: z.array(segmentRef).default([]),
  name: name.optional(),
  within: duration.optional().meta({ description: 'of the previous step' }),
  optional: z.boolean().default(false).meta({
    description:
      'may be left out; counts where a way to the last step that must be done and was takes it',
  }),
})

/** What must not happen between two steps (from 1), or anywhere. */
export const falloutExclusion = z.strictObject({
  any: z.array(touch).min(1),
  between: z.tuple([z.number().int().positive(), z.number().int().positive()]).optional(),
})

const breakdownPlace = z
  .string()
  .regex(/^(first|last|step-[1-9]\d*)$/, 'first, last or step-2')
  .default('first')

/** How steps are counted. */
const rules = {
  between: z
    .array(z.enum(['eventual', 'next']))
    .optional()
    .meta({ description: 'one fewer than steps; eventual when left out' }),
  window: duration.optional().meta({ description: 'first to last step' }),
  exclude: z.array(falloutExclusion).default([]),
  order: z.enum(['listed', 'any']).default('listed'),
  entry: z.enum(['any', 'first']).default('any'),
  count: z.enum(['containers', 'attempts']).default('containers'),
  hold: z
    .array(componentId)
    .default([])
    .meta({ description: 'dimensions whose value stays the same; of lists, one of their items' }),
}

/** Other rules for the same steps; what is left out is as in the request. */
export const falloutOtherRules = z.strictObject({
  name: name.min(1),
  container: reportContainer.optional(),
  between: rules.between,
  window: duration.nullable().optional().meta({ description: 'null: none' }),
  exclude: z.array(falloutExclusion).optional(),
  order: z.enum(['listed', 'any']).optional(),
  entry: z.enum(['any', 'first']).optional(),
  count: z.enum(['containers', 'attempts']).optional(),
  hold: z.array(componentId).optional(),
})

export const falloutRequest = z
  .strictObject({
    kind: z.literal('fallout'),
    ...requestCommon,
    ...requestComparison,
    container: reportContainer.default('person'),
    steps: z.array(falloutStep).min(1),
    baseline: z.boolean().default(false).meta({ description: 'an “all” step in front' }),
    compare: z.array(segmentRef).default([]),
    compareRules: z
      .array(falloutOtherRules)
      .default([])
      .meta({ description: 'the same steps counted by other rules, side by side' }),
    breakdown: z
      .strictObject({
        dimension: componentId,
        at: breakdownPlace,
        limit: z.number().int().positive().default(10),
      })
      .optional(),
    ...rules,
  })
  .superRefine(({ steps, between, compareRules }, context) => {
    const check = (given: typeof between, path: PropertyKey[]) => {
      if (given === undefined || given.length === steps.length - 1) return
      context.addIssue({ code: 'custom', message: 'one fewer than steps', input: given, path })
    }
    check(between, ['between'])
    compareRules.forEach((rule, index) => check(rule.between, ['compareRules', index, 'between']))
  })

export const falloutStepResult = z.object({
  name: z.string(),
  count: z.number(),
  ofTotal: figure.meta({ description: 'of the baseline, without one of the first step' }),
  ofPrevious: figure.meta({ description: 'of the last step before that must be done' }),
  fallout: z.number().meta({ description: 'lost since that step' }),
  secondsFromPrevious: z.object({ median: figure, mean: figure }).nullable(),
})

export const falloutResult = z.object({
  ...withComparison({
    series: z.array(
      z.object({
        segment: z.string().nullable(),
        item,
        ruleName: z.string().optional().meta({ description: 'of compareRules' }),
        rule: z.string().optional().meta({ description: 'in words, where it is not the first' }),
        steps: z.array(falloutStepResult),
      }),
    ),
    rule: z.string(),
  }),
  meta: resultMeta,
})

export type FalloutOtherRules = z.infer<typeof falloutOtherRules>
export type FalloutStep = z.infer<typeof falloutStep>
export type FalloutExclusion = z.infer<typeof falloutExclusion>
export type FalloutRequest = z.infer<typeof falloutRequest>
/** As it is written, defaults left out. */
export type FalloutRequestInput = z.input<typeof falloutRequest>
export type FalloutStepResult = z.infer<typeof falloutStepResult>
export type FalloutResult = z.infer<typeof falloutResult>

/** The request as it would be with other rules. */
export const withRules = (
  request: FalloutRequest,
  { name: _, ...rules }: FalloutOtherRules,
): FalloutRequest => {
  const { window, ...rest } = request
  const given = Object.fromEntries(
    Object.entries(rules).filter(([, rule]) => rule !== undefined && rule !== null),
  )
  const settings = rules.window === null || window === undefined ? {} : { window }
  return { ...rest, ...settings, ...given }
}
