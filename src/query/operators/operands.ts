import { ThroughlineError } from '../../model/errors.ts'
import type { OperandValue, Scalar } from '../../model/operators.ts'
import type { Path } from '../../model/path.ts'

/** The values of an operand: a list as it is, a text split at commas where several are meant. */
export function splitOperand(value: OperandValue | undefined, isMany: boolean): readonly Scalar[] {
  if (Array.isArray(value)) return value
  if (isMany && typeof value === 'string') return value.split(',').map((part) => part.trim())
  return [value ?? '']
}

/** The number that an operand is or spells. Errors: request/invalid at the value of a rule at `path`. */
export function readNumber(operand: Scalar, path: Path): number {
  const number = typeof operand === 'string' && operand.trim() === '' ? Number.NaN : Number(operand)
  if (!Number.isNaN(number) && typeof operand !== 'boolean') return number
  const reason = `${JSON.stringify(operand)} is not a number`
  throw new ThroughlineError('request/invalid', { reason, value: operand }, [...path, 'value'])
}
