import { getOwn } from '../../model/own.ts'
import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import type { DerivedField, RuleInput } from '../../model/derived-field.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import { type Compilation, addPeriod } from '../compilation/compilation.ts'
import { compileField } from '../compilation/fields.ts'
import type { NumberValue, Value } from '../compilation/value.ts'
import { standardDimensions } from '../standard/dimensions.ts'
import { compileSecondsSpent } from '../standard/time-spent.ts'
import { isConstant, type Known, type RuleOperand, type Result } from './operand.ts'
import { readRule } from './rules.ts'
import { selectBranch } from './select.ts'

/**
 * The result of a derived field's last rule (§4), on all events whatever the report's range. `trail`
 * names the derived fields that read this one. Errors: definition/unknown-field, -component,
 * -reference, definition/cycle, definition/invalid, regex/invalid, each with its path in the data view.
 */
export async function compileDerivedField(
  c: Compilation,
  field: DerivedField,
  trail: readonly string[] = [],
): Promise<Value> {
  const results = await asDefinitionErrors(() => compileRules(c, field, trail))
  return results.at(-1)!.value
}

/** A rule's result, and the values that it reads, in the order in which it does. */
export interface CompiledRule extends Known {
  readonly inputs: readonly (Known & { readonly input: RuleInput })[]
}

/** All rules, in order. Errors as `compileDerivedField`. */
export async function compileRules(
  c: Compilation,
  field: DerivedField,
  trail: readonly string[] = [],
): Promise<readonly CompiledRule[]> {
  const within = [...trail, field.id]
  if (trail.includes(field.id)) throw new ThroughlineError('definition/cycle', { cycle: within })
  const path = pathOf(c, field)
  const results: CompiledRule[] = []
  for (const [index, rule] of field.rules.entries()) {
    const inputs = new Map<string, CompiledRule['inputs'][number]>()
    const input = async (from: RuleInput, at: Path) => {
      const operand = await readInput({ c, field, results, within }, from, at)
      if (!isConstant(operand)) inputs.set(operand.key, { ...operand, input: from })
      return operand
    }
    const key = `${field.id}#${index}`
    const place = [...path, 'rules', index]
    const { name, definition, settings } = readRule(rule, place)
    const context = { c, function: name, key, path: place, input }
    const result = await definition.compile(settings, context)
    results.push({ value: await spread(c, result), key, inputs: [...inputs.values()] })
  }
  return results
}

function pathOf(c: Compilation, field: DerivedField): Path {
  const index = c.view.derivedFields.findIndex(({ id }) => id === field.id)
  return index < 0 ? [field.id] : ['derivedFields', index]
}

/** A constant result as a value of every event. */
async function spread(c: Compilation, result: Result): Promise<Value> {
  if (!('constant' in result)) return result
  const value = await selectBranch(c, [{ mask: null, outcome: result }])
  if ('constant' in value) throw new Error('a choice is a value')
  return value
}

/** A derived field whose rules are compiled in order. */
interface Progress {
  readonly c: Compilation
  readonly field: DerivedField
  /** Of the rules so far. */
  readonly results: readonly Known[]
  /** The derived fields that are being compiled, this one last. */
  readonly within: readonly string[]
}

async function readInput(progress: Progress, input: RuleInput, path: Path): Promise<RuleOperand> {
  const { c, within } = progress
  if ('value' in input) return { constant: input.value }
  if ('rule' in input) return ruleResult(progress, input.rule, [...path, 'rule'])
  if ('component' in input) {
    const value = await compileStandard(c, input.component, [...path, 'component'])
    return { value, key: `component ${input.component}` }
  }
  const derived = c.view.derivedFields.find(({ id }) => id === input.field)
  const value = derived
    ? await compileDerivedField(c, derived, within)
    : await compileField(c, input.field, [...path, 'field'])
  return { value, key: `field ${input.field}` }
}

function ruleResult({ field, results }: Progress, id: string, path: Path): Known {
  const earlier = field.rules.slice(0, results.length)
  const result = results[earlier.findIndex((rule) => rule.id === id)]
  if (result) return result
  const params = { kind: 'earlier rule', id, allowed: earlier.flatMap((rule) => rule.id ?? []) }
  throw new ThroughlineError('definition/unknown-reference', params, path)
}

/** Standard components besides the dimensions. */
const numbers: Readonly<Record<string, (c: Compilation) => NumberValue>> = {
  timestamp: (c) => ({
    kind: 'number',
    ref: c.plan.add({ op: 'event-time' }),
    isInstant: true,
    isList: false,
  }),
  'time-spent': (c) => ({
    kind: 'number',
    ref: compileSecondsSpent(c),
    isInstant: false,
    isList: false,
  }),
}

/** A standard dimension over all events, `timestamp` (the event's instant) or `time-spent`. */
async function compileStandard(c: Compilation, id: string, path: Path): Promise<Value> {
  const number = getOwn(numbers, id)
  if (number) return number(c)
  const dimension = getOwn(standardDimensions, id)
  if (dimension) return dimension.compile(c, everything(c))
  const allowed = [...Object.keys(numbers), ...Object.keys(standardDimensions)]
  throw new ThroughlineError('definition/unknown-component', { id, allowed }, path)
}

const everything = (c: Compilation) =>
  addPeriod(c, c.schema.firstTime ?? 0, (c.schema.lastTime ?? 0) + 1)
