import type { z } from 'zod'
import type { DerivedFieldRule } from '../../../model/derived-field.ts'
import type { Result, RuleContext } from '../operand.ts'

export type ExampleValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | readonly ExampleElement[]

/** An element of a list of objects. */
type ExampleElement = Readonly<Record<string, string | number>>

/**
 * What rules do to the events of one person's session, a minute apart: field values in, one value per
 * event out; null is no value, a list stands for several.
 */
export interface DerivedFieldExample {
  readonly title: string
  /** The last one is of the function; what has a default is left out. */
  readonly rules: readonly Readonly<Record<string, unknown>>[]
  readonly rows: readonly Readonly<Record<string, ExampleValue>>[]
  readonly values: readonly ExampleValue[]
  /** Fields that hold instants; their rows have ISO texts. */
  readonly dates?: readonly string[]
  /** Lookup fields by path: the event field that their dataset's key is joined to, values by key. */
  readonly lookups?: Readonly<
    Record<string, { readonly from: string; readonly rows: Readonly<Record<string, string>> }>
  >
}

/** What a rule does in turn until one applies, to be counted. */
interface Cases<Settings extends z.ZodObject> {
  /** The setting that lists them. */
  readonly of: string
  /**
   * A rule of the same inputs whose value is the number of the case that applies, as a text, from 1 on;
   * no value where none does.
   */
  number(rule: z.output<Settings>): DerivedFieldRule
}

/** A function of derived fields; semantics §4. */
export interface DerivedFieldFunction<Settings extends z.ZodObject = z.ZodObject> {
  readonly label: string
  readonly description: string
  readonly output: 'text' | 'number' | 'like its input'
  /** What a rule of this function has besides `function` and `id`. */
  readonly settings: Settings
  readonly cases?: Cases<Settings>
  readonly examples: readonly DerivedFieldExample[]
  /** The rule's result. Errors: definition/… and regex/invalid at the rule's path. */
  compile(rule: z.output<Settings>, context: RuleContext): Promise<Result>
}

/** A definition whose `compile` takes what its `settings` give. */
export const defineDerivedFieldFunction = <Settings extends z.ZodObject>(
  definition: DerivedFieldFunction<Settings>,
): DerivedFieldFunction<Settings> => definition
