import type { Condition, DimensionCondition } from '../../../../model/conditions.ts'
import type { OperandValue, OperatorName, Scalar } from '../../../../model/operators.ts'

/** What is typed, as a value of the type of the one before, or a number where numbers are meant. */
export function readScalar(text: string, before: Scalar, isNumeric: boolean): Scalar {
  if (text === String(before)) return before
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if ((isNumeric || typeof before === 'number') && !Number.isNaN(number)) return number
  if (typeof before === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

const takesNothing = (op: string): boolean => op === 'exists' || op === 'not-exists'
const takesList = (op: string): boolean => op.endsWith('-any') || op.endsWith('-all')

export const isComparison = (op: string): boolean =>
  ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'].includes(op)

const isOrder = (op: string): boolean => ['lt', 'lte', 'gt', 'gte'].includes(op)

interface Test {
  readonly op: OperatorName
  readonly value?: OperandValue | undefined
}

/** A test of a value with another operator, its value as that one takes it. */
export function withOperator<T extends Test>(test: T, op: OperatorName): T {
  const { value, ...rest } = test
  const changed = takesNothing(op) ? { ...rest, op } : { ...rest, op, value: fitting(value, op) }
  return changed as T
}

/** The same test of an item; one that asks for none becomes a test of equality. */
export function withItem(condition: DimensionCondition, item: Scalar): Condition {
  const { value, op, ...rest } = condition
  if (takesNothing(op)) return { ...rest, op: 'equals', value: item }
  if (!takesList(op)) return { ...rest, op, value: item }
  const before = Array.isArray(value) ? value : []
  return { ...rest, op, value: before.includes(item) ? before : [...before, item] }
}

function fitting(value: OperandValue | undefined, op: string): OperandValue {
  if (takesList(op)) {
    if (Array.isArray(value)) return value
    return value === undefined || value === '' ? [] : [value]
  }
  const one = Array.isArray(value) ? value[0] : value
  if (isOrder(op)) return typeof one === 'number' ? one : 0
  return one ?? (isComparison(op) ? 0 : '')
}

/** A test of a number with another operator. */
export const withNumber = <O extends string>(
  op: O,
  value: number | undefined,
): { readonly op: O; readonly value?: number } =>
  takesNothing(op) ? { op } : { op, value: value ?? 1 }
