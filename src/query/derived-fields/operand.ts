import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { RuleInput } from '../../model/derived-field.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { ofText, mapItems, type ItemFunction } from '../compilation/map-items.ts'
import { numberItems } from '../standard/numbered.ts'
import { instantPart } from '../standard/time-values.ts'
import { distinctNumbers } from '../compilation/discovery.ts'
import { codedItems } from './coded.ts'
import type { Item, NumberValue, TextValue, Value } from '../compilation/value.ts'
import { wallOf } from '../../calendar/index.ts'

/** A value of events, with what tells it apart within its data view. */
export interface Known {
  readonly value: Value
  readonly key: string
}

export interface Constant {
  readonly constant: Item
}

/** What a rule reads. */
export type Operand = Known | Constant

export const isConstant = (operand: Operand): operand is Constant => 'constant' in operand

export const isKnown = (operand: Operand): operand is Known => !('constant' in operand)

/** One rule being compiled. */
export interface RuleContext {
  readonly c: Compilation
  /** Tells the rule's result apart within its data view. */
  readonly key: string
  /** Where the rule stands in the definition. */
  readonly path: Path
  input(input: RuleInput, path: Path): Promise<Operand>
}

/** What a rule makes of its inputs. */
export type Result = Value | Constant

export type RuleCompiler<Rule> = (rule: Rule, context: RuleContext) => Promise<Result>

/** The rule's own mistake: a value of the wrong type, a combination that cannot be. */
export function wrongInput(reason: string, path: Path): ThroughlineError {
  return new ThroughlineError('definition/invalid', { reason }, path)
}

/** A value's texts; numbers keep their type, instants become local ISO texts. */
export async function asItems(c: Compilation, known: Known): Promise<TextValue> {
  const { value, key } = known
  if (value.kind === 'text') return value
  const items = codedItems(c, known) ?? (await numberItems(c, value, key))
  if (!value.isInstant) return items
  const { timeZone } = c.view
  const text = (ms: number) => new Date(wallOf(ms, timeZone)).toISOString().slice(0, 19)
  return mapItems(c, items, `iso ${timeZone}`, (ms) => (ms === null ? null : text(Number(ms))))
}

/** The local day of an instant as an ISO date. */
export async function asDays(c: Compilation, value: NumberValue, key: string): Promise<TextValue> {
  const found = await distinctNumbers(c, key, value.ref)
  return instantPart(c, 'day', value, { start: found[0] ?? 0, end: (found.at(-1) ?? 0) + 1 })
}

/** A function of one input's text, evaluated once per distinct value; `key` tells functions apart. */
export async function applyToText(
  { c, input: read, path }: RuleContext,
  input: RuleInput,
  key: string,
  transform: (text: string) => Item,
): Promise<Result> {
  const operand = await read(input, [...path, 'input'])
  return applyToItems(c, operand, key, ofText(transform))
}

/** A function of one operand's items. */
export async function applyToItems(
  c: Compilation,
  operand: Operand,
  key: string,
  transform: ItemFunction,
): Promise<Result> {
  if (isConstant(operand)) return { constant: transform(operand.constant) }
  return mapItems(c, await asItems(c, operand), key, transform)
}

/** A function of the operand, its settings without its inputs. */
export function functionKey(rule: object): string {
  return JSON.stringify({ ...rule, id: undefined, input: undefined })
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
