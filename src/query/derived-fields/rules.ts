import { z } from 'zod'
import {
  type DerivedField,
  derivedFieldRule,
  type DerivedFieldRule,
} from '../../model/derived-field.ts'
import { type InvalidCode, parseAs } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { DerivedFieldFunction } from './functions/definition.ts'
import { derivedFieldFunctions } from './functions/index.ts'

const [first, ...others] = Object.entries<DerivedFieldFunction>(derivedFieldFunctions).map(
  ([name, { settings }]) =>
    z.strictObject({
      function: z.literal(name),
      id: derivedFieldRule.shape.id,
      ...settings.shape,
    }),
)

/** Rules of all functions as they are written, for schemas that are shown. */
export const ruleSchema = z.discriminatedUnion('function', [first!, ...others])

const functionName = z.enum(
  Object.keys(derivedFieldFunctions) as (keyof typeof derivedFieldFunctions)[],
)

/** A rule whose function is known, with its settings, defaults filled in. */
export interface ReadRule {
  readonly name: string
  readonly definition: DerivedFieldFunction
  readonly settings: Readonly<Record<string, unknown>>
}

/** Errors: `code` at the rule's path where there is no such function, or for its settings. */
export function readRule(
  { function: given, id: _, ...settings }: DerivedFieldRule,
  path: Path,
  code: InvalidCode = 'definition/invalid',
): ReadRule {
  const name = parseAs(functionName, given, code, [...path, 'function'])
  const definition: DerivedFieldFunction = derivedFieldFunctions[name]
  return { name, definition, settings: parseAs(definition.settings, settings, code, path) }
}

/** Errors as `readRule`, with the path behind the field's. */
export function checkRules({ rules }: DerivedField, path: Path, code?: InvalidCode): void {
  for (const [index, rule] of rules.entries()) readRule(rule, [...path, 'rules', index], code)
}
