import { z } from 'zod'

/** String operators; comparison is case-sensitive. semantics §5.2 */
export const stringOperators = [
  'equals',
  'not-equals',
  'equals-any',
  'not-equals-any',
  'contains',
  'not-contains',
  'contains-any',
  'contains-all',
  'not-contains-any',
  'not-contains-all',
  'starts-with',
  'not-starts-with',
  'ends-with',
  'not-ends-with',
  'matches',
  'not-matches',
  'exists',
  'not-exists',
] as const

export const numericOperators = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'exists',
  'not-exists',
] as const

export const comparisonOperators = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const

const existence: readonly string[] = ['exists', 'not-exists']

export const stringOperator = z.enum(stringOperators)
export const numericOperator = z.enum(numericOperators)
export const comparisonOperator = z.enum(comparisonOperators)

/** Any operator that a dimension's value may be tested with. */
export const operator = z.enum([...stringOperators, ...comparisonOperators])

export type StringOperator = z.infer<typeof stringOperator>
export type NumericOperator = z.infer<typeof numericOperator>
export type ComparisonOperator = z.infer<typeof comparisonOperator>
export type OperatorName = z.infer<typeof operator>

export const scalar = z.union([z.string(), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalar>

/** One value, or a list for the operators `…-any` and `…-all` (a text is split: any at commas, words at spaces). */
export const operand = z.union([scalar, z.array(scalar)])
export type OperandValue = z.infer<typeof operand>

/** Whether an operator takes all of several values at once. */
export const takesList = (op: string): boolean => op.endsWith('-any') || op.endsWith('-all')

/** zod check: every operator but exists and not-exists needs a value; only -any and -all take a list. */
export const needsOperand = (
  test: { readonly op: string; readonly value?: unknown },
  context: z.RefinementCtx,
): void => {
  if (Array.isArray(test.value) && !takesList(test.op)) {
    const message = `the operator ${test.op} takes one value, not a list`
    context.addIssue({ code: 'custom', path: ['value'], message })
  }
  if (ordering.includes(test.op) && test.value !== undefined && !hasOrder(test.value)) {
    const message = `${JSON.stringify(test.value)} is neither a number nor a date`
    context.addIssue({ code: 'custom', path: ['value'], message })
  }
  if (existence.includes(test.op) && test.value !== undefined) {
    const message = `the operator ${test.op} takes no value`
    context.addIssue({ code: 'custom', path: ['value'], message })
  }
  if (existence.includes(test.op) || test.value !== undefined) return
  context.addIssue({
    code: 'custom',
    path: ['value'],
    message: `the operator ${test.op} needs a value`,
  })
}

const ordering: readonly string[] = ['lt', 'lte', 'gt', 'gte']

/** What less and greater can be asked of: a number, or a text that spells one, a date or a period. */
function hasOrder(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'number'
  if (value.trim() === '') return false
  return (
    !Number.isNaN(Number(value)) || /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/.test(value) || isDate(value)
  )
}

function isDate(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}(?=[T ]|$)/.exec(text)?.[0]
  if (day === undefined || Number.isNaN(Date.parse(day))) return false
  return new Date(day).toISOString().startsWith(day)
}
