import { z } from 'zod'
import { asks } from './form-hints.ts'
import { about, componentId, fieldPath, id } from './ids.ts'
import { needsOperand, operand, operator, scalar } from './operators.ts'
import { scalarFieldType } from './schema.ts'
import { openName } from './vocabulary.ts'

/** What a rule reads: a field, an earlier rule's result, a constant, a standard component. */
export const ruleInput = z
  .union([
    z.strictObject({ field: fieldPath }),
    z.strictObject({ rule: id }),
    z.strictObject({ value: z.union([scalar, z.null()]) }),
    z.strictObject({ component: componentId }),
  ])
  .meta(asks('rule-input'))

export const inputTest = z
  .strictObject({
    input: ruleInput,
    op: operator,
    value: operand.optional(),
    caseSensitive: z.boolean().optional(),
  })
  .superRefine(needsOperand)

export const ruleAnd = z.strictObject({
  get and(): z.ZodArray<typeof ruleCondition> {
    return z.array(ruleCondition).min(1)
  },
})

export const ruleOr = z.strictObject({
  get or(): z.ZodArray<typeof ruleCondition> {
    return z.array(ruleCondition).min(1)
  },
})

export const ruleNot = z.strictObject({
  get not(): typeof ruleCondition {
    return ruleCondition
  },
})

export const ruleCondition: z.ZodUnion<
  readonly [typeof inputTest, typeof ruleAnd, typeof ruleOr, typeof ruleNot]
> = z.union([inputTest, ruleAnd, ruleOr, ruleNot]).meta(asks('rule-condition'))

/** On whose events a rule looks. */
export const ruleScope = z.enum(['event', 'session', 'person'])

/**
 * One function applied to its inputs; what else it has is the function's own. `dataset` names a
 * dataset that the function reads. semantics §4
 */
export const derivedFieldRule = z
  .looseObject({
    function: z.string(),
    id: id.optional().meta({ description: 'lets later rules read this result' }),
    dataset: id.optional(),
  })
  .meta(openName('derived-field-function'))

/**
 * Rules in order; the last one's result is the field. It can be used as a component's `field` under
 * its id. `type` is inferred from the last rule when left out.
 */
export const derivedField = z.strictObject({
  id,
  ...about,
  rules: z.array(derivedFieldRule).min(1),
  type: scalarFieldType.optional(),
  scope: ruleScope.optional(),
})

export type RuleInput = z.infer<typeof ruleInput>
export type InputTest = z.infer<typeof inputTest>
export type RuleCondition = z.infer<typeof ruleCondition>
export type DerivedFieldRule = z.infer<typeof derivedFieldRule>
export type DerivedField = z.infer<typeof derivedField>
