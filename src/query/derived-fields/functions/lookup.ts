import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { asks } from '../../../model/form-hints.ts'
import type { Dictionary } from '../../../model/dictionary.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { fieldPath, id } from '../../../model/ids.ts'
import type { JourneyField, LookupMap } from '../../../model/journey.ts'
import type { Path } from '../../../model/path.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { readDays } from '../../compilation/local-days.ts'
import { mapItems, mapToNumbers, ofText } from '../../compilation/map-items.ts'
import type { Item } from '../../../model/result.ts'
import { asItems, functionKey } from '../items.ts'
import { type Result, type RuleContext, someValue } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

/** The `return` field of the lookup dataset's row whose `key` equals the input. */
const settings = z.strictObject({
  input: ruleInput,
  dataset: id.meta(asks('lookup-dataset')),
  key: fieldPath
    .optional()
    .meta({ description: 'the dataset’s key when left out', ...asks('lookup-field') }),
  return: fieldPath.meta({ title: 'Field to return', ...asks('lookup-field') }),
})

type Settings = z.output<typeof settings>

export const lookup = defineDerivedFieldFunction({
  label: 'Lookup',
  description:
    'The return field of the lookup row whose key equals the value, for keys that occur in a matched field.',
  output: 'like its input',
  settings,
  examples: [
    {
      title: 'Names of activities',
      rules: [
        {
          function: 'lookup',
          input: { field: 'activity' },
          dataset: 'activities',
          return: 'name',
        },
      ],
      lookups: {
        'activities.name': {
          from: 'activity',
          rows: { '415851': 'MVT Test Category Pages', '402922': 'Home Page Banners' },
        },
      },
      rows: [{ activity: '415851' }, { activity: '402922' }, { activity: '1' }],
      values: ['MVT Test Category Pages', 'Home Page Banners', null],
    },
  ],
  compile,
})

/** Reads rows through the field that the connection joins the dataset to. */
async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c, path } = context
  const field = lookupField(c, rule.dataset, rule.return, [...path, 'return'])
  const rows = await readRows(rule, field, context)
  const known = await someValue(context, rule.input)
  const input = await asItems(c, known)
  const key = functionKey(context, rule)
  if (field.type === 'string')
    return mapItems(
      c,
      input,
      key,
      ofText((text) => rows.get(text) ?? null),
    )
  if (field.type === 'boolean') {
    return mapItems(
      c,
      input,
      key,
      ofText((text) => booleanOf(rows.get(text))),
    )
  }
  const numbers = mapToNumbers(c, input, key, (item) =>
    item === null ? null : ((rows.get(String(item)) as number | undefined) ?? null),
  )
  return readDays(c, field, { ...numbers, isInstant: field.type === 'timestamp' })
}

const booleanOf = (item: Item | undefined): Item => (item === undefined ? null : item === 'true')

function lookupField(c: Compilation, dataset: string, name: string, path: Path): JourneyField {
  const own = c.schema.fields.filter((field) => field.lookup?.dataset === dataset)
  const found = own.find((field) => field.path === `${dataset}.${name}` || field.path === name)
  if (found?.lookup?.lists !== undefined) {
    const reason = `${found.path} is a list, and a lookup gives one value`
    throw new ThroughlineError('definition/invalid', { reason, value: name }, path)
  }
  if (found) return found
  const allowed = own.map((field) => field.path.slice(dataset.length + 1))
  throw new ThroughlineError('definition/unknown-field', { field: name, allowed }, path)
}

/** The returned items by the texts of the key; of several rows the first counts. */
async function readRows(
  rule: Settings,
  field: JourneyField,
  { c, path }: RuleContext,
): Promise<ReadonlyMap<string, Item>> {
  const joined = await c.source.dictionary(field.lookup!.from)
  const returned = await c.source.lookup(field.path)
  const isOwnKey = rule.key === undefined || !c.schema.fields.some((f) => isKey(f, rule))
  const keys = isOwnKey
    ? null
    : await c.source.lookup(lookupField(c, rule.dataset, rule.key!, [...path, 'key']).path)
  const name = `lookup rows ${JSON.stringify([rule.dataset, rule.key, rule.return])}`
  return c.source.memo(name, () => rowsOf(joined, keys, returned))
}

const isKey = (field: JourneyField, { dataset, key }: Settings): boolean =>
  field.lookup?.dataset === dataset && field.path === `${dataset}.${key}`

function rowsOf(
  joined: Dictionary,
  keys: LookupMap | null,
  returned: LookupMap,
): Map<string, Item> {
  const rows = new Map<string, Item>()
  for (let code = 1; code < joined.size; code++) {
    const key = keys ? itemOf(keys, code) : joined.value(code)
    const item = itemOf(returned, code)
    if (key !== null && item !== null && !rows.has(String(key))) rows.set(String(key), item)
  }
  return rows
}

function itemOf(map: LookupMap, code: number): Item {
  if (map.kind === 'codes') return map.dictionary.value(map.table[code]!)
  const number = map.table[code]!
  return Number.isNaN(number) ? null : number
}
