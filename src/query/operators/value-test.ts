import type { OperandValue, OperatorName } from '../../model/operators.ts'
import { parseInstant } from '../../calendar/index.ts'
import type { Item } from '../../model/result.ts'
import { isComparison, numberOperatorDefinitions } from './number-operators.ts'
import { stringOperatorDefinitions } from './string-operators.ts'

/** A rule on one value, split into its positive form and whether the opposite is meant. */
export interface ValueTest {
  readonly isNegated: boolean
  /** Tells tests apart. */
  readonly key: string
  /** The positive form; `null` (no value) never passes it. */
  passes(item: Item): boolean
}

/**
 * An operator with its operand. Comparisons read texts as numbers, and ISO 8601 dates where the
 * operand is one (local midnight in the zone when it names no time). `eq` and `neq` with another text
 * are `equals` and `not-equals`.
 */
export function compileValueTest(
  op: OperatorName,
  operand: OperandValue | undefined,
  timeZone: string,
): ValueTest {
  const key = JSON.stringify([op, operand, timeZone])
  const limit = Array.isArray(operand) ? undefined : comparable(operand, timeZone)
  if (isComparison(op) && limit !== undefined) return compared(op, limit, timeZone, key)
  if (isComparison(op) && op !== 'eq' && op !== 'neq') {
    return { isNegated: false, key, passes: () => false }
  }
  const texts = { eq: 'equals', neq: 'not-equals' } as const
  const named = op === 'eq' || op === 'neq' ? texts[op] : op
  const definition = stringOperatorDefinitions[named as keyof typeof stringOperatorDefinitions]
  const isNegated = definition.negates !== undefined
  const positive = isNegated ? stringOperatorDefinitions[definition.negates] : definition
  const holds = positive.prepare(operand)
  const instant = instantOperand(operand, timeZone)
  return {
    isNegated,
    key,
    passes: (item) =>
      item !== null && (holds(String(item)) || (positive.label === 'equals' && item === instant)),
  }
}

function compared(
  op: keyof typeof numberOperatorDefinitions,
  limit: number,
  timeZone: string,
  key: string,
): ValueTest {
  const isNegated = op === 'neq'
  const { test } = numberOperatorDefinitions[isNegated ? 'eq' : op]
  return {
    isNegated,
    key,
    passes(item) {
      const number = item === null ? undefined : comparable(item, timeZone)
      return number !== undefined && test(number, limit)
    },
  }
}

/** A number, the number or instant that a text spells, or undefined. */
function comparable(value: Item | undefined, timeZone: string): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const number = Number(value)
  return Number.isNaN(number) ? instantOperand(value, timeZone) : number
}

function instantOperand(value: OperandValue | undefined, timeZone: string): number | undefined {
  return typeof value === 'string' ? parseInstant(value, timeZone) : undefined
}
