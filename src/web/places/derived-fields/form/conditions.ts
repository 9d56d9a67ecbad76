import type { InputTest, RuleCondition } from '../../../../model/derived-field.ts'
import type { OperandValue, OperatorName } from '../../../../model/operators.ts'

/** A test whose input may not be chosen yet. */
export type DraftTest = Omit<InputTest, 'input'> & { readonly input?: unknown }

export const newTest: DraftTest = { input: {}, op: 'equals', value: '' }

export type GroupKey = 'and' | 'or'

/** The conditions of a group; undefined of what is none. */
export function groupOf(
  condition: RuleCondition,
): { readonly key: GroupKey; readonly parts: readonly RuleCondition[] } | undefined {
  if ('and' in condition) return { key: 'and', parts: condition.and }
  if ('or' in condition) return { key: 'or', parts: condition.or }
  return undefined
}

export const toGroup = (key: GroupKey, parts: readonly RuleCondition[]): RuleCondition =>
  (key === 'and' ? { and: [...parts] } : { or: [...parts] }) satisfies RuleCondition

/** A condition and another one beside it, in its group or in a new one. */
export function addBeside(condition: RuleCondition, added: RuleCondition): RuleCondition {
  const group = groupOf(condition)
  return group === undefined
    ? toGroup('and', [condition, added])
    : toGroup(group.key, [...group.parts, added])
}

/** A group without one of its parts; of two the other one alone. */
export function withoutPart(
  key: GroupKey,
  parts: readonly RuleCondition[],
  at: number,
): RuleCondition {
  const left = parts.toSpliced(at, 1)
  return left.length === 1 ? left[0]! : toGroup(key, left)
}

const takesNothing = (op: string): boolean => op === 'exists' || op === 'not-exists'

const takesList = (op: string): boolean => op.endsWith('-any') || op.endsWith('-all')

/** A test with another operator, its value as that one takes it. */
export function withOperator({ value, ...rest }: DraftTest, op: OperatorName): DraftTest {
  return takesNothing(op) ? { ...rest, op } : { ...rest, op, value: fitting(value, op) }
}

function fitting(value: OperandValue | undefined, op: string): OperandValue {
  if (!takesList(op)) return (Array.isArray(value) ? value[0] : value) ?? ''
  if (Array.isArray(value)) return value
  return value === undefined || value === '' ? [] : [value]
}
