import { describe, expect, it } from 'vitest'
import { seedRandom } from './fuzz/random.ts'
import { drawValue } from './fuzz/schema-values.ts'
import { derivedFieldFunctions } from '../src/query/derived-fields/functions/index.ts'
import type { DerivedFieldFunction } from '../src/query/derived-fields/functions/definition.ts'
import { derivedFieldFunctionSection } from '../src/query/reference/derived-field-functions.ts'
import { parsePasted, printPairs } from '../src/web/places/derived-fields/form/pairs.ts'
import { beginSettings } from '../src/web/places/derived-fields/form/beginnings.ts'
import { readSettings, type Setting } from '../src/web/places/derived-fields/form/read-settings.ts'
import {
  listShown,
  type Settings,
  withSetting,
} from '../src/web/places/derived-fields/form/settings.ts'

type Path = readonly (string | number)[]

/** The paths of all that is written in a value. */
function leavesOf(value: unknown, path: Path = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path.join('/')]
  const inner = Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]))
  return inner.length === 0 ? [path.join('/')] : inner
}

/** The paths of what the fields of a card show of a value. */
function shown({ asked }: Setting, value: unknown, path: Path): readonly string[] {
  switch (asked.kind) {
    case 'list':
      return (value as unknown[]).flatMap((each, at) => shown(asked.each, each, [...path, at]))
    case 'group':
      return shownOf(asked.settings, value as Settings, path)
    case 'variants': {
      const variant = asked.variants.find((each) =>
        'literal' in each ? each.literal === value : Object.hasOwn(Object(value), each.name),
      )
      if (variant === undefined) return []
      if ('literal' in variant) return [path.join('/')]
      return shownOf(variant.settings, value as Settings, path)
    }
    case 'input':
      return shownInput(value, path)
    case 'condition':
      return shownCondition(value as object, path)
    case 'arithmetic':
      return shownArithmetic(value, path)
    case 'pairs':
      return leavesOf(value, path)
    default:
      return [path.join('/')]
  }
}

const shownOf = (settings: readonly Setting[], values: Settings, path: Path): readonly string[] =>
  listShown(settings, values).flatMap((setting) =>
    values[setting.name] === undefined
      ? []
      : shown(setting, values[setting.name], [...path, setting.name]),
  )

function shownInput(value: unknown, path: Path): readonly string[] {
  const keys = Object.keys(Object(value))
  const isOne =
    keys.length === 1 && ['field', 'rule', 'value', 'component', 'clock'].includes(keys[0]!)
  return isOne ? [[...path, keys[0]].join('/')] : []
}

function shownCondition(condition: object, path: Path): readonly string[] {
  for (const key of ['and', 'or'] as const) {
    const parts = (condition as Record<string, object[]>)[key]
    if (parts) return parts.flatMap((part, at) => shownCondition(part, [...path, key, at]))
  }
  const { not, input, ...rest } = condition as Record<string, unknown>
  if (not !== undefined) return shownCondition(not as object, [...path, 'not'])
  const tested = ['op', 'value', 'caseSensitive'].filter((key) => rest[key] !== undefined)
  return [
    ...shownInput(input, [...path, 'input']),
    ...tested.flatMap((key) => leavesOf(rest[key], [...path, key])),
  ]
}

function shownArithmetic(value: unknown, path: Path): readonly string[] {
  if (typeof value === 'number') return [path.join('/')]
  const { op, args } = value as { readonly op?: string; readonly args: readonly unknown[] }
  if (op === undefined) return shownInput(value, path)
  const numbers = args.flatMap((arg, at) => shownArithmetic(arg, [...path, 'args', at]))
  return [[...path, 'op'].join('/'), ...numbers]
}

const words = ['page', 'a.b', 'event', 'x', '', '3', 'home page', 'de', 'constructor']
const entries = derivedFieldFunctionSection.entries()

describe.each(entries.map((entry) => [entry.id, entry] as const))('the card of %s', (id, entry) => {
  const schema = entry.settings ?? {}
  const settings = readSettings(schema)
  const definition: DerivedFieldFunction =
    derivedFieldFunctions[id as keyof typeof derivedFieldFunctions]

  it('asks for every setting, each in words', () => {
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(definition.settings.shape))
    for (const { label } of settings) expect(label).toMatch(/^[A-Z]/)
  })

  it('begins with all that is needed, so that only choices are missing', () => {
    const begun = beginSettings(settings)
    const needed = settings.filter(({ isRequired }) => isRequired).map(({ name }) => name)
    expect(Object.keys(begun)).toEqual(needed)
    expect(JSON.parse(JSON.stringify(begun))).toEqual(begun)
  })

  it('shows all that is written in any rule, and changes nothing beside what is changed', () => {
    const random = seedRandom(7)
    const schemas = (schema['$defs'] ?? {}) as Record<string, Record<string, unknown>>
    const drawn = Array.from({ length: 400 }, () => drawValue({ random, schemas, words }, schema))
    const rules = [
      ...drawn,
      ...definition.examples.map(({ rules: all }) => withoutName(all.at(-1)!)),
    ]
      .filter((rule) => definition.settings.safeParse(rule).success)
      .map((rule) => rule as Settings)
    expect(rules.length).toBeGreaterThan(definition.examples.length)
    for (const rule of rules) {
      expect([...shownOf(settings, rule, [])].toSorted()).toEqual([...leavesOf(rule)].toSorted())
      for (const name of Object.keys(rule)) {
        expect(withSetting(settings, rule, name, rule[name])).toEqual(rule)
      }
    }
  })
})

const withoutName = ({ function: _, id: __, ...settings }: Readonly<Record<string, unknown>>) =>
  settings

it('leaves out what does not matter any more', () => {
  const schema = entries.find(({ id }) => id === 'url-parse')!.settings!
  const settings = readSettings(schema)
  const rule = { input: { field: 'url' }, part: 'query', parameter: 'cid' }
  expect(withSetting(settings, rule, 'part', 'host')).toEqual({
    input: { field: 'url' },
    part: 'host',
  })
  expect(listShown(settings, { part: 'host' }).map(({ name }) => name)).toEqual(['input', 'part'])
})

it('gives the values of a classification as a file that can be pasted again', () => {
  const pairs = { 'a,b': 'one "two"', c: '' }
  expect(printPairs(pairs)).toBe('From,To\r\n"a,b","one ""two"""\r\nc,\r\n')
  expect(parsePasted('a\tone\nb\ttwo')).toEqual([
    ['a', 'one'],
    ['b', 'two'],
  ])
})
