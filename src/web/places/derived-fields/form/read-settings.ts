import type { Asked } from '../../../../model/form-hints.ts'
import { getOwn } from '../../../../model/own.ts'

/** How a setting of a rule is asked for. */
export type SettingKind =
  | { readonly kind: 'input'; readonly clocks: readonly string[] }
  | { readonly kind: 'condition' }
  | { readonly kind: 'arithmetic' }
  | { readonly kind: 'lookup-dataset' }
  | { readonly kind: 'lookup-field' }
  | { readonly kind: 'text'; readonly mayBeEmpty: boolean }
  | { readonly kind: 'number'; readonly least: number }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'list'; readonly each: Setting }
  | { readonly kind: 'group'; readonly settings: readonly Setting[] }
  | { readonly kind: 'variants'; readonly variants: readonly Variant[] }

/** A setting of a function's rule, as its card asks for it. */
export interface Setting {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly isRequired: boolean
  /** What it is when it is left out. */
  readonly default: unknown
  /** What it begins with, where its kind does not say that. */
  readonly example: unknown
  readonly onlyWith: OnlyWith | undefined
  readonly asked: SettingKind
}

interface OnlyWith {
  readonly setting: string
  readonly values: readonly unknown[]
}

/** One of the shapes that a value can have: a word, or an object. */
export type Variant =
  | { readonly name: string; readonly literal: string }
  | { readonly name: string; readonly settings: readonly Setting[] }

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const schemasOf = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? value.filter(isSchema) : []

/** The settings that the JSON Schema of a function’s rule asks for, in its order. */
export function readSettings(schema: Schema, root: Schema = schema): readonly Setting[] {
  const { properties, required } = schema
  if (!isSchema(properties)) return []
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  return Object.entries(properties).map(([name, property]) =>
    readSetting(name, property, needed.includes(name), root),
  )
}

function readSetting(name: string, given: unknown, isRequired: boolean, root: Schema): Setting {
  const schema = resolve(given, root)
  const { title, description, examples } = schema
  const only = schema['x-only-with']
  return {
    name,
    label: typeof title === 'string' ? title : sayWord(name),
    description: typeof description === 'string' ? capitalized(description) : undefined,
    isRequired,
    default: schema['default'],
    example: Array.isArray(examples) ? examples[0] : undefined,
    onlyWith: isSchema(only) ? (only as unknown as OnlyWith) : undefined,
    asked: readKind(name, schema, root),
  }
}

/** What stands where a schema refers to another. */
function resolve(schema: unknown, root: Schema): Schema {
  if (!isSchema(schema)) throw new Error('a setting has no schema')
  const { $ref, ...own } = schema
  if (typeof $ref !== 'string') return schema
  const definitions = root['$defs']
  const found = isSchema(definitions) ? getOwn(definitions, $ref.split('/').at(-1)!) : undefined
  return { ...resolve(found, root), ...own }
}

function readKind(name: string, schema: Schema, root: Schema): SettingKind {
  const { type, properties, additionalProperties, items, anyOf } = schema
  const asked = schema['x-asks'] as Asked | undefined
  if (asked !== undefined) return readAsked(asked, schema)
  const choices = textsOf(schema['enum'])
  if (choices !== undefined) return { kind: 'choice', choices }
  if (Array.isArray(anyOf)) {
    const variants = schemasOf(anyOf).map((each) => readVariant(each, root))
    return { kind: 'variants', variants }
  }
  if (type === 'string') return { kind: 'text', mayBeEmpty: !((schema['minLength'] as number) > 0) }
  if (type === 'integer' || type === 'number') return { kind: 'number', least: leastOf(schema) }
  if (type === 'boolean') return { kind: 'switch' }
  if (type === 'array') return { kind: 'list', each: readSetting(name, items, true, root) }
  if (isSchema(properties)) return { kind: 'group', settings: readSettings(schema, root) }
  if (isSchema(additionalProperties)) return { kind: 'pairs' }
  throw new Error(`there is no field for the setting ${name}`)
}

function readAsked(asked: Asked, schema: Schema): SettingKind {
  switch (asked) {
    case 'rule-input':
      return { kind: 'input', clocks: findClocks(schema) }
    case 'rule-condition':
      return { kind: 'condition' }
    case 'arithmetic':
    case 'lookup-dataset':
    case 'lookup-field':
      return { kind: asked }
    default:
      return asked satisfies never
  }
}

/** The moments that an input can be besides its values: today, now. */
function findClocks({ anyOf }: Schema): readonly string[] {
  return schemasOf(anyOf).flatMap((each) => {
    const clock = isSchema(each['properties']) ? each['properties']['clock'] : undefined
    return (isSchema(clock) ? textsOf(clock['enum']) : undefined) ?? []
  })
}

function readVariant(schema: Schema, root: Schema): Variant {
  const literal = schema['const']
  if (typeof literal === 'string') return { name: literal, literal }
  const settings = readSettings(schema, root)
  return { name: settings[0]!.name, settings }
}

const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined

const leastOf = ({ minimum, exclusiveMinimum }: Schema): number => {
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + 1
  return typeof minimum === 'number' ? minimum : 0
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `onLeave` → `On leave`, `count-distinct` → `Count distinct`; what is not in small letters stays. */
export function sayWord(name: string): string {
  if (!/^[a-z]/.test(name)) return name
  return capitalized(
    name.replaceAll('-', ' ').replace(/[A-Z]+/g, (part) => ` ${part.toLowerCase()}`),
  )
}
