import type { Path } from '../../model/path.ts'
import { type MaskRef, type NumberRule, passesRule } from '../../engine/index.ts'
import type { InputTest, RuleCondition } from '../../model/derived-field.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { compileItemTest } from '../operators/item-test.ts'
import { compileNumberRule } from '../operators/number-rule.ts'
import { testValues } from '../compilation/domain-table.ts'
import { type TestedItems, toTested } from '../compilation/tested.ts'
import type { NumberValue, Value } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import {
  isConstant,
  type Known,
  type RuleOperand,
  type RuleContext,
  wrongInput,
} from './operand.ts'

/** A condition whose inputs are compiled. */
export type CompiledCondition =
  | { readonly and: readonly CompiledCondition[] }
  | { readonly or: readonly CompiledCondition[] }
  | { readonly not: CompiledCondition }
  | { readonly test: InputTest; readonly operand: RuleOperand; readonly path: Path }

/** Compiles the inputs of a condition. */
export async function readCondition(
  context: RuleContext,
  condition: RuleCondition,
  path: Path,
): Promise<CompiledCondition> {
  const all = async (parts: readonly RuleCondition[], name: string) => {
    const read: CompiledCondition[] = []
    for (const [index, part] of parts.entries()) {
      read.push(await readCondition(context, part, [...path, name, index]))
    }
    return read
  }
  if ('and' in condition) return { and: await all(condition.and, 'and') }
  if ('or' in condition) return { or: await all(condition.or, 'or') }
  if ('not' in condition) {
    return { not: await readCondition(context, condition.not, [...path, 'not']) }
  }
  const operand = await context.input(condition.input, [...path, 'input'])
  return { test: condition, operand, path }
}

/** The values that a condition reads. */
export function listInputs(condition: CompiledCondition): readonly Known[] {
  if ('and' in condition) return condition.and.flatMap(listInputs)
  if ('or' in condition) return condition.or.flatMap(listInputs)
  if ('not' in condition) return listInputs(condition.not)
  return isConstant(condition.operand) ? [] : [condition.operand]
}

/** The events on which a condition holds; its inputs are no lists. */
export function compileConditionMask(c: Compilation, condition: CompiledCondition): MaskRef {
  if ('and' in condition)
    return c.plan.and(...condition.and.map((one) => compileConditionMask(c, one)))
  if ('or' in condition)
    return c.plan.or(...condition.or.map((one) => compileConditionMask(c, one)))
  if ('not' in condition) return c.plan.not(compileConditionMask(c, condition.not))
  const { test, operand, path } = condition
  if (isConstant(operand)) {
    return compileItemTest(test, c.view, path).passes(operand.constant) ? null : c.plan.nothing()
  }
  const { value } = operand
  if (value.kind === 'number') return numberMask(c, value, test, path)
  const { key, passes } = compileItemTest(test, toTested(c, value.domain), path)
  return testValues(c, value, key, passes)
}

function numberMask(c: Compilation, value: NumberValue, test: InputTest, path: Path): MaskRef {
  const { plan, view } = c
  const isSet = plan.add({ op: 'has', input: value.ref })
  if (test.op === 'exists') return isSet
  if (test.op === 'not-exists') return plan.not(isSet)
  const rule = ruleOf(value, test, view, path)
  const masks = rule.tests.map((one) => plan.add({ op: 'compare', input: value.ref, ...one }))
  const holds = rule.match === 'all' ? plan.and(...masks) : plan.or(...masks)
  return isOpposite(test.op) ? plan.or(holds, plan.not(isSet)) : plan.and(holds, isSet)
}

const isOpposite = (op: string): boolean => op === 'neq' || op.startsWith('not-')

function ruleOf(
  value: NumberValue,
  test: InputTest,
  view: Compilation['view'],
  path: Path,
): NumberRule {
  if (Array.isArray(test.value) && test.value.length === 0) {
    throw wrongInput('the list is empty', [...path, 'value'])
  }
  return compileNumberRule(test, value.isInstant, view, path)
}

/** Instants are told as their local times. */
function typeOf(c: Compilation, value: Value): TestedItems {
  return value.kind === 'text' ? toTested(c, value.domain) : { ...c.view, itemType: 'time' }
}

/** Whether a condition holds for the items of its inputs. */
export type ItemsTest = (itemOf: (input: Known) => Item) => boolean

/** A condition made ready to be asked for combinations of items. */
export function compileConditionTest(c: Compilation, condition: CompiledCondition): ItemsTest {
  if ('and' in condition) {
    const all = condition.and.map((one) => compileConditionTest(c, one))
    return (itemOf) => all.every((test) => test(itemOf))
  }
  if ('or' in condition) {
    const all = condition.or.map((one) => compileConditionTest(c, one))
    return (itemOf) => all.some((test) => test(itemOf))
  }
  if ('not' in condition) {
    const test = compileConditionTest(c, condition.not)
    return (itemOf) => !test(itemOf)
  }
  const { test, operand, path } = condition
  if (isConstant(operand)) {
    const { passes } = compileItemTest(test, c.view, path)
    return () => passes(operand.constant)
  }
  const { value } = operand
  const isComparable = value.kind === 'number' && !value.isInstant && !test.op.endsWith('exists')
  if (!isComparable) {
    const { passes } = compileItemTest(test, typeOf(c, value), path)
    return (itemOf) => passes(itemOf(operand))
  }
  const rule = ruleOf(value, test, c.view, path)
  return (itemOf) => {
    const item = itemOf(operand)
    return item === null ? isOpposite(test.op) : passesRule(Number(item), rule)
  }
}
