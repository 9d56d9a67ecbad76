import { getOwn } from '../../../../model/own.ts'

/** How a setting is asked for. */
export type SettingKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'long-text' }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'texts' }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'group'; readonly settings: readonly Setting[] }
  | { readonly kind: 'json' }

/** A setting of a type of destination, as its form asks for it. */
export interface Setting {
  readonly name: string
  readonly label: string
  readonly description: string | undefined
  readonly isRequired: boolean
  /** What it is when it is left out. */
  readonly default: unknown
  readonly asked: SettingKind
}

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Texts from here on are those of files, such as certificates. */
const LONG_TEXT = 10_000

/** The settings that a JSON Schema of an object asks for, those that are required first. */
export function readSettings(schema: Schema): readonly Setting[] {
  const { properties, required } = schema
  if (!isSchema(properties)) return []
  const needed = Array.isArray(required) ? required : []
  const settings = Object.entries(properties).flatMap(([name, property]): Setting[] =>
    isSchema(property) ? [readSetting(name, property, needed.includes(name))] : [],
  )
  return settings.toSorted((one, other) => Number(other.isRequired) - Number(one.isRequired))
}

const readSetting = (name: string, schema: Schema, isRequired: boolean): Setting => ({
  name,
  label: sayName(name),
  description:
    typeof schema['description'] === 'string' ? sayHint(schema['description']) : undefined,
  isRequired,
  default: schema['default'],
  asked: readKind(schema),
})

function readKind(schema: Schema): SettingKind {
  const { type, properties, additionalProperties, items } = schema
  const choices = textsOf(schema['enum'])
  if (choices !== undefined) return { kind: 'choice', choices }
  if (type === 'string') return { kind: isLong(schema) ? 'long-text' : 'text' }
  if (type === 'integer' || type === 'number') return readNumber(schema)
  if (type === 'boolean') return { kind: 'switch' }
  if (type === 'array' && isSchema(items) && items['type'] === 'string') {
    const each = textsOf(items['enum'])
    return each === undefined ? { kind: 'texts' } : { kind: 'choices', choices: each }
  }
  if (isSchema(properties)) return { kind: 'group', settings: readSettings(schema) }
  const isOfTexts = isSchema(additionalProperties) && additionalProperties['type'] === 'string'
  return { kind: isOfTexts ? 'pairs' : 'json' }
}

const isLong = ({ maxLength }: Schema): boolean =>
  typeof maxLength === 'number' && maxLength >= LONG_TEXT

function readNumber({ minimum, maximum }: Schema): SettingKind {
  return {
    kind: 'number',
    ...(typeof minimum === 'number' && { least: minimum }),
    ...(typeof maximum === 'number' && { most: maximum }),
  }
}

const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined

const shortened: Readonly<Record<string, string>> = { url: 'URL', tls: 'TLS', id: 'Id' }

/** `onLeave` → `On leave` */
export function sayName(name: string): string {
  const short = getOwn(shortened, name)
  if (short !== undefined) return short
  const words = name.replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A description of the reference as the hint of a field: `its \`name\`` → `Its name` */
export const sayHint = (description: string): string =>
  (description.charAt(0).toUpperCase() + description.slice(1)).replaceAll('`', '')
