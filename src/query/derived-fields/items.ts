import { toWallTime } from '../../calendar/index.ts'
import type { RuleInput } from '../../model/derived-field.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { discoverNumbers } from '../compilation/discovery.ts'
import { type ItemFunction, mapItems, ofText } from '../compilation/map-items.ts'
import type { NumberValue, TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import { listNumberItems } from '../standard/numbered.ts'
import { compileInstantPart } from '../standard/time-values.ts'
import { mapCodedItems } from './coded.ts'
import {
  isConstant,
  type Known,
  type RuleOperand,
  type Result,
  type RuleContext,
} from './operand.ts'

/** A value's texts; numbers keep their type, instants become local ISO texts. */
export async function asItems(c: Compilation, known: Known): Promise<TextValue> {
  const { value, key } = known
  if (value.kind === 'text') return value
  const items = mapCodedItems(c, known) ?? (await listNumberItems(c, value, key))
  if (!value.isInstant) return items
  const { timeZone } = c.view
  const text = (ms: number) => new Date(toWallTime(ms, timeZone)).toISOString().slice(0, 19)
  return mapItems(c, items, `iso ${timeZone}`, (ms) => (ms === null ? null : text(Number(ms))))
}

/** The local day of an instant as an ISO date. */
export async function asDays(c: Compilation, value: NumberValue, key: string): Promise<TextValue> {
  const found = await discoverNumbers(c, key, value.ref)
  return compileInstantPart(c, 'day', value, { start: found[0] ?? 0, end: (found.at(-1) ?? 0) + 1 })
}

/** A function of one input's text, evaluated once per distinct value. */
export async function applyToText(
  context: RuleContext,
  rule: { readonly input: RuleInput },
  transform: (text: string) => Item,
): Promise<Result> {
  const operand = await context.input(rule.input, [...context.path, 'input'])
  return applyToItems(context.c, operand, functionKey(context, rule), ofText(transform))
}

/** A function of one operand's items. */
export async function applyToItems(
  c: Compilation,
  operand: RuleOperand,
  key: string,
  transform: ItemFunction,
): Promise<Result> {
  if (isConstant(operand)) return { constant: transform(operand.constant) }
  return mapItems(c, await asItems(c, operand), key, transform)
}

/** Tells functions with their settings apart, whatever their input. */
export function functionKey(context: Pick<RuleContext, 'function'>, rule: object): string {
  return JSON.stringify([context.function, { ...rule, input: undefined }])
}
