import { z } from 'zod'
import { about, componentId, fieldPath, id } from './ids.ts'
import { needsOperand, operand, operator, scalar } from './operators.ts'
import { scalarFieldType } from './schema.ts'
import { needsParameter, partEnd, partStart, urlPart } from './text-parts.ts'

/** What a rule reads: a field, an earlier rule's result, a constant, a standard component. */
export const ruleInput = z.union([
  z.strictObject({ field: fieldPath }),
  z.strictObject({ rule: id }),
  z.strictObject({ value: z.union([scalar, z.null()]) }),
  z.strictObject({ component: componentId }),
])

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
> = z.union([inputTest, ruleAnd, ruleOr, ruleNot])

const ruleId = { id: id.optional().meta({ description: 'lets later rules read this result' }) }
const index = z.number().int().positive()
const scope = z.enum(['event', 'session', 'person'])
const sideways = z.enum(['left', 'right'])

/** The first branch whose condition holds gives the value. */
export const caseWhenRule = z.strictObject({
  function: z.literal('case-when'),
  ...ruleId,
  branches: z.array(z.strictObject({ when: ruleCondition, then: ruleInput })).min(1),
  otherwise: ruleInput.optional(),
})

/** Exact replacement; an unmatched value is blank unless `showOriginal`. */
export const classifyRule = z.strictObject({
  function: z.literal('classify'),
  ...ruleId,
  input: ruleInput,
  values: z.record(z.string(), z.string()),
  showOriginal: z.boolean().default(false),
})

export const concatenateRule = z.strictObject({
  function: z.literal('concatenate'),
  ...ruleId,
  inputs: z.array(ruleInput).min(1),
  delimiter: z.string().default(''),
})

/** One end of a date difference; on session or person scope the first or last value in it. */
export const dateMathEnd = z.strictObject({
  input: z.union([ruleInput, z.strictObject({ clock: z.enum(['today', 'now']) })]),
  pick: z.enum(['first', 'last']).optional(),
})

/** `to − from` in whole units of the granularity. */
export const dateMathRule = z.strictObject({
  function: z.literal('date-math'),
  ...ruleId,
  from: dateMathEnd,
  to: dateMathEnd,
  scope: scope.default('event'),
  granularity: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']),
})

/** Keeps the value once per value of `by` (the value itself when left out) in the scope. */
export const deduplicateRule = z.strictObject({
  function: z.literal('deduplicate'),
  ...ruleId,
  input: ruleInput,
  scope: z.enum(['session', 'person']),
  by: ruleInput.optional(),
  keep: z.enum(['first', 'last']).default('first'),
})

/** 1, 2, 3… for each event of the session on which the input has a value. */
export const depthRule = z.strictObject({
  function: z.literal('depth'),
  ...ruleId,
  input: ruleInput,
})

export const findReplaceRule = z.strictObject({
  function: z.literal('find-replace'),
  ...ruleId,
  input: ruleInput,
  find: z.string().min(1),
  replace: z.string(),
})

/** The `return` field of the lookup dataset's row whose `key` equals the input. */
export const lookupRule = z.strictObject({
  function: z.literal('lookup'),
  ...ruleId,
  input: ruleInput,
  dataset: id,
  key: fieldPath.optional().meta({ description: 'the dataset’s key when left out' }),
  return: fieldPath,
})

export const lowercaseRule = z.strictObject({
  function: z.literal('lowercase'),
  ...ruleId,
  input: ruleInput,
})

export const mathOperation = z.strictObject({
  op: z.enum(['+', '-', '*', '/', '^']),
  get args(): z.ZodArray<typeof mathExpression> {
    return z.array(mathExpression).min(1)
  },
})

export const mathExpression: z.ZodUnion<
  readonly [z.ZodNumber, typeof ruleInput, typeof mathOperation]
> = z.union([z.number(), ruleInput, mathOperation])

/** Arithmetic on one event's numbers. */
export const mathRule = z.strictObject({
  function: z.literal('math'),
  ...ruleId,
  formula: mathExpression,
})

/** The first input that has a value. */
export const mergeFieldsRule = z.strictObject({
  function: z.literal('merge-fields'),
  ...ruleId,
  inputs: z.array(ruleInput).min(1),
})

/** The `index`-th value after or before this event's; blanks are skipped as neighbours. */
export const nextOrPreviousRule = z.strictObject({
  function: z.literal('next-or-previous'),
  ...ruleId,
  input: ruleInput,
  direction: z.enum(['next', 'previous']),
  scope: z.enum(['session', 'person']).default('session'),
  index: index.default(1),
  repeats: z.boolean().default(false),
})

export const regexReplaceRule = z.strictObject({
  function: z.literal('regex-replace'),
  ...ruleId,
  input: ruleInput,
  pattern: z.string().min(1),
  output: z.string(),
  caseSensitive: z.boolean().default(true),
})

/** One element of a delimited text, or all of them as a list of values (`toArray`). */
export const splitRule = z
  .strictObject({
    function: z.literal('split'),
    ...ruleId,
    input: ruleInput,
    delimiter: z.string().min(1),
    from: sideways.default('left'),
    index: index.optional(),
    toArray: z.boolean().optional(),
  })
  .refine((rule) => rule.index !== undefined || rule.toArray === true, {
    message: 'give an index, or toArray: true',
    path: ['index'],
  })

export const summarizeMethods = [
  'max',
  'min',
  'median',
  'mean',
  'sum',
  'count',
  'distinct',
  'count-distinct',
  'most-common',
  'least-common',
  'first',
  'last',
  'earliest',
  'latest',
] as const

export const summarizeRule = z.strictObject({
  function: z.literal('summarize'),
  ...ruleId,
  input: ruleInput,
  method: z.enum(summarizeMethods),
  scope,
})

/** Trims white space or characters, or cuts a part out from one side. */
export const trimRule = z
  .strictObject({
    function: z.literal('trim'),
    ...ruleId,
    input: ruleInput,
    method: z.enum(['whitespace', 'characters', 'left', 'right']).default('whitespace'),
    characters: z.string().min(1).optional(),
    from: partStart.default('start'),
    to: partEnd.default('end'),
  })
  .refine((rule) => rule.method !== 'characters' || rule.characters !== undefined, {
    message: 'the method characters needs the characters',
    path: ['characters'],
  })

/** Formats of a date as text; a date and time may add ` hh:mm:ss`. */
export const dateTextFormats = [
  'MM-DD-YY',
  'MM-DD-YYYY',
  'DD-MM-YY',
  'DD-MM-YYYY',
  'YY-MM-DD',
  'YYYY-MM-DD',
  'MM/DD/YY',
  'MM/DD/YYYY',
  'DD/MM/YY',
  'DD/MM/YYYY',
  'YY/MM/DD',
  'YYYY/MM/DD',
  'MMM DD, YYYY',
] as const

export const typecastRule = z.strictObject({
  function: z.literal('typecast'),
  ...ruleId,
  input: ruleInput,
  to: z.enum(['string', 'integer', 'number']),
  format: z.enum(dateTextFormats).optional().meta({ description: 'of dates' }),
  withTime: z.boolean().optional().meta({ description: 'appends hh:mm:ss' }),
  locale: z.string().optional().meta({ description: 'how numbers are written: en, de…' }),
})

export const urlParseRule = z
  .strictObject({
    function: z.literal('url-parse'),
    ...ruleId,
    input: ruleInput,
    part: urlPart,
    parameter: z.string().min(1).optional(),
  })
  .superRefine(needsParameter)

/** One function applied to its inputs. semantics §4 */
export const derivedFieldRule = z.discriminatedUnion('function', [
  caseWhenRule,
  classifyRule,
  concatenateRule,
  dateMathRule,
  deduplicateRule,
  depthRule,
  findReplaceRule,
  lookupRule,
  lowercaseRule,
  mathRule,
  mergeFieldsRule,
  nextOrPreviousRule,
  regexReplaceRule,
  splitRule,
  summarizeRule,
  trimRule,
  typecastRule,
  urlParseRule,
])

/**
 * Rules in order; the last one's result is the field. It can be used as a component's `field` under
 * its id. `type` is inferred from the last rule when left out.
 */
export const derivedField = z.strictObject({
  id,
  ...about,
  rules: z.array(derivedFieldRule).min(1),
  type: scalarFieldType.optional(),
  scope: scope.optional(),
})

export type RuleInput = z.infer<typeof ruleInput>
export type InputTest = z.infer<typeof inputTest>
export type RuleCondition = z.infer<typeof ruleCondition>
export type MathExpression = z.infer<typeof mathExpression>
export type DateMathEnd = z.infer<typeof dateMathEnd>
export type DerivedFieldRule = z.infer<typeof derivedFieldRule>
export type DerivedFieldFunction = DerivedFieldRule['function']
/** `RuleOf<'split'>` is the split rule. */
export type RuleOf<F extends DerivedFieldFunction> = Extract<DerivedFieldRule, { function: F }>
export type DerivedField = z.infer<typeof derivedField>
