import type { OperandValue, OperatorName } from '../../model/operators.ts'
import type { Path } from '../../model/path.ts'
import type { TestedItems } from '../compilation/tested.ts'
import { compileValueTest } from './value-test.ts'
import type { Item } from '../../model/result.ts'

export interface ItemRule {
  readonly op: OperatorName
  readonly value?: OperandValue | undefined
  readonly caseSensitive?: boolean | undefined
}

export interface ItemTest {
  /** Tells tests apart. */
  readonly key: string
  /** Opposites (`not-…`, `neq`) hold for no value (`null`). */
  passes(item: Item): boolean
}

/** A rule on one item, as in segments (§5.2), here also without regard to case (§3.5). Errors as `valueTest`. */
export function compileItemTest(rule: ItemRule, tested: TestedItems, path: Path = []): ItemTest {
  const isExact = (rule.caseSensitive ?? true) || tested.itemType === 'time'
  const value = isExact ? rule.value : lowered(rule.value)
  const { key, isNegated, passes } = compileValueTest({ op: rule.op, value }, tested, path)
  return {
    // Segments remember the positive form of an opposite under its key.
    key: isExact ? `item ${key}` : `item ${key} any case`,
    passes: (item) => passes(isExact || item === null ? item : lowerItem(item)) !== isNegated,
  }
}

const lowerItem = (item: Item): Item => (typeof item === 'string' ? item.toLowerCase() : item)

function lowered(operand: OperandValue | undefined): OperandValue | undefined {
  if (Array.isArray(operand)) return operand.map(lowerScalar)
  return operand === undefined ? undefined : lowerScalar(operand)
}

const lowerScalar = <T>(value: T): T =>
  typeof value === 'string' ? (value.toLowerCase() as T) : value
