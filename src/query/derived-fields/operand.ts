import type { RuleInput } from '../../model/derived-field.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Value } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'

/** A value of events, with what tells it apart within its data view. */
export interface Known {
  readonly value: Value
  readonly key: string
}

export interface Constant {
  readonly constant: Item
}

/** What a rule reads. */
export type RuleOperand = Known | Constant

export const isConstant = (operand: RuleOperand): operand is Constant => 'constant' in operand

export const isKnown = (operand: RuleOperand): operand is Known => !('constant' in operand)

/** One rule being compiled. */
export interface RuleContext {
  readonly c: Compilation
  /** The name of the rule's function. */
  readonly function: string
  /** Tells the rule's result apart within its data view. */
  readonly key: string
  /** Where the rule stands in the definition. */
  readonly path: Path
  input(input: RuleInput, path: Path): Promise<RuleOperand>
}

/** What a rule makes of its inputs. */
export type Result = Value | Constant

/** The rule's own mistake: a value of the wrong type, a combination that cannot be. */
export function wrongInput(reason: string, path: Path): ThroughlineError {
  return new ThroughlineError('definition/invalid', { reason }, path)
}

/** The operand's value where it has one value per event. Errors: definition/invalid. */
export async function oneValue(
  { input: read, path }: RuleContext,
  input: RuleInput,
  name = 'input',
): Promise<Known> {
  const operand = await someValue({ input: read, path }, input, name)
  if (!operand.value.isList) return operand
  throw wrongInput('the function needs one value per event, not a list', [...path, name])
}

/** The operand's value, which must not be a constant. Errors: definition/invalid. */
export async function someValue(
  { input: read, path }: Pick<RuleContext, 'input' | 'path'>,
  input: RuleInput,
  name = 'input',
): Promise<Known> {
  const operand = await read(input, [...path, name])
  if (!isConstant(operand)) return operand
  throw wrongInput('the function needs a field, not a constant', [...path, name])
}
