import type { Path } from './path.ts'
import { z } from 'zod'
import { type DateRangeRef, dateRangeRef } from './date-ranges.ts'
import { isDateRangePreset } from './date-range-presets.ts'
import { duration } from './duration.ts'
import { componentId, id } from './ids.ts'
import {
  comparisonOperator,
  needsOperand,
  numericOperator,
  operand,
  operator,
} from './operators.ts'

/** Which occurrences of a dimension's value qualify. semantics §5.3 */
export const instanceMatch = z.enum(['repeating', 'instance', 'non-repeating-instance'])

/** `event`, `session`, `person`, or the path of a list field (`products`): a sub-event container. */
export const container = z
  .string()
  .min(1)
  .meta({ description: 'event, session, person, or a list field such as products' })

export const dimensionCondition = z
  .strictObject({
    dimension: componentId,
    op: operator,
    value: operand.optional(),
    match: instanceMatch.optional(),
  })
  .superRefine(needsOperand)

export const metricCondition = z
  .strictObject({ metric: componentId, op: numericOperator, value: z.number().optional() })
  .superRefine(needsOperand)

export const distinctCountCondition = z.strictObject({
  dimension: componentId,
  distinctCount: z.strictObject({ op: comparisonOperator, value: z.number() }),
})

export const dateRangeCondition = z.strictObject({ dateRange: dateRangeRef })

export const segmentCondition = z.strictObject({ segment: id })

/** Distance between two steps: a duration, or a number of events, sessions or instances of a dimension. */
export const stepDistance = z.union([
  z.strictObject({ events: z.number().int().positive() }),
  z.strictObject({ sessions: z.number().int().positive() }),
  z.strictObject({ dimension: componentId, count: z.number().int().positive() }),
  duration,
])

const stepLimits = { within: stepDistance.optional(), after: stepDistance.optional() }

export const andCondition = z.strictObject({
  get and(): z.ZodArray<typeof condition> {
    return z.array(condition).min(1)
  },
})

export const orCondition = z.strictObject({
  get or(): z.ZodArray<typeof condition> {
    return z.array(condition).min(1)
  },
})

export const notCondition = z.strictObject({
  get not(): typeof condition {
    return condition
  },
})

export const containerCondition = z.strictObject({
  container,
  exclude: z.boolean().optional(),
  get where(): typeof condition {
    return condition
  },
})

/** A checkpoint with limits measured from the previous step, or one that must not occur (`exclude`). */
export const limitedStep = z.strictObject({
  get step(): typeof condition {
    return condition
  },
  exclude: z.boolean().optional(),
  ...stepLimits,
})

/** A logic group: all conditions in any order, on any events, after the step before it. */
export const groupStep = z.strictObject({
  get group(): z.ZodArray<typeof condition> {
    return z.array(condition).min(1)
  },
  exclude: z.boolean().optional(),
  ...stepLimits,
})

export const sequenceCondition = z.strictObject({
  get sequence(): z.ZodArray<typeof step> {
    return z.array(step).min(1)
  },
  keep: z.enum(['everyone', 'before', 'after']).optional(),
})

/** The grammar of segments. semantics §5 */
export const condition: z.ZodUnion<
  readonly [
    typeof andCondition,
    typeof orCondition,
    typeof notCondition,
    typeof dimensionCondition,
    typeof metricCondition,
    typeof distinctCountCondition,
    typeof dateRangeCondition,
    typeof segmentCondition,
    typeof containerCondition,
    typeof sequenceCondition,
  ]
> = z.union([
  andCondition,
  orCondition,
  notCondition,
  dimensionCondition,
  metricCondition,
  distinctCountCondition,
  dateRangeCondition,
  segmentCondition,
  containerCondition,
  sequenceCondition,
])

export const step: z.ZodUnion<readonly [typeof limitedStep, typeof groupStep, typeof condition]> =
  z.union([limitedStep, groupStep, condition])

/** A segment's root container. `window: all` tests the person's whole history, not only the range. */
export const segmentContainer = z.strictObject({
  container,
  exclude: z.boolean().optional(),
  where: condition,
  window: z.enum(['range', 'all']).optional(),
})

/** The id of a segment, or a segment written out. */
export const segmentRef = z
  .union([id, segmentContainer])
  .meta({ description: 'the id of a segment, or its definition' })

export type Condition = z.infer<typeof condition>
export type Step = z.infer<typeof step>
export type StepDistance = z.infer<typeof stepDistance>
export type DimensionCondition = z.infer<typeof dimensionCondition>
export type MetricCondition = z.infer<typeof metricCondition>
export type DistinctCountCondition = z.infer<typeof distinctCountCondition>
export type DateRangeCondition = z.infer<typeof dateRangeCondition>
export type SegmentCondition = z.infer<typeof segmentCondition>
export type ContainerCondition = z.infer<typeof containerCondition>
export type SequenceCondition = z.infer<typeof sequenceCondition>
export type LimitedStep = z.infer<typeof limitedStep>
export type GroupStep = z.infer<typeof groupStep>
export type InstanceMatch = z.infer<typeof instanceMatch>
export type SegmentContainer = z.infer<typeof segmentContainer>
export type SegmentRef = z.infer<typeof segmentRef>

interface PathedId {
  readonly id: string
  readonly path: Path
}

interface PathedReference extends PathedId {
  readonly kind: 'segment' | 'date-range'
}

/** What a condition refers to by id, each with its path inside the condition. */
export const findConditionReferences = (
  node: Condition | Step,
  path: Path = [],
): readonly PathedReference[] => {
  const inside = (child: Condition | Step, ...keys: Path) =>
    findConditionReferences(child, [...path, ...keys])
  const each = (children: readonly (Condition | Step)[], key: string) =>
    children.flatMap((child, index) => inside(child, key, index))
  if ('segment' in node) return [{ kind: 'segment', id: node.segment, path: [...path, 'segment'] }]
  if ('dateRange' in node) return namedRange(node.dateRange, [...path, 'dateRange'])
  if ('and' in node) return each(node.and, 'and')
  if ('or' in node) return each(node.or, 'or')
  if ('not' in node) return inside(node.not, 'not')
  if ('where' in node) return inside(node.where, 'where')
  if ('sequence' in node) return each(node.sequence, 'sequence')
  if ('group' in node) return each(node.group, 'group')
  if ('step' in node) return inside(node.step, 'step')
  return []
}

/** The date range that is meant by its id, where neither bounds nor a preset are given. */
export const namedRange = (
  range: DateRangeRef | undefined,
  path: Path,
): readonly PathedReference[] =>
  typeof range !== 'string' || isDateRangePreset(range)
    ? []
    : [{ kind: 'date-range', id: range, path }]

/** What a list of segment references leads to. */
export const findRefReferences = (
  refs: readonly SegmentRef[],
  path: Path,
): readonly PathedReference[] =>
  refs.flatMap((ref, index) =>
    typeof ref === 'string'
      ? [{ kind: 'segment', id: ref, path: [...path, index] }]
      : findConditionReferences(ref.where, [...path, index, 'where']),
  )
