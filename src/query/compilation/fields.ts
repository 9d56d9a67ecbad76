import type { NodeRef } from '../../engine/index.ts'
import type { Dictionary } from '../../model/dictionary.ts'
import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { JourneyField } from '../../model/journey.ts'
import { ownColumns } from '../../model/own-columns.ts'
import { listAllFields } from './all-fields.ts'
import type { Compilation } from './compilation.ts'
import { readDays } from './local-days.ts'
import { compileNoValue } from './no-value.ts'
import type { Domain, Value } from './value.ts'
import type { Item } from '../../model/result.ts'

/** The values of a dictionary as a domain; a boolean's items are `true` and `false`. */
export function buildDictionaryDomain(
  id: string,
  dictionary: Dictionary,
  itemType?: 'text' | 'boolean',
): Domain {
  const item = (code: number): Item => {
    const value = dictionary.value(code)
    return itemType === 'boolean' && value !== null ? value === 'true' : value
  }
  return {
    id,
    size: dictionary.size,
    ...(itemType === undefined ? {} : { itemType }),
    item,
    codeOf(value) {
      if (value === null) return 0
      return dictionary.find(String(value)) || undefined
    },
  }
}

const itemTypeOf = ({ type }: JourneyField) => (type === 'boolean' ? 'boolean' : 'text')

/** A field of the journey table by its path. Errors: definition/unknown-field. */
export function findField(c: Compilation, path: string, at: Path = []): JourneyField {
  const field = c.schema.fields.find((candidate) => candidate.path === path)
  if (field) return field
  const allowed = listAllFields(c.schema)
    .map((candidate) => candidate.path)
    .slice(0, 40)
  throw new ThroughlineError('definition/unknown-field', { field: path, allowed }, at)
}

/**
 * The field's values per event (or per element), before any setting of a component; no value where
 * the field is absent.
 */
export async function compileField(c: Compilation, path: string, at: Path = []): Promise<Value> {
  if (c.absentFields.has(path)) return compileNoValue(c)
  const field = findField(c, path, at)
  return field.lookup ? compileLookup(c, field, field.lookup, at) : compileColumn(c, field)
}

async function compileColumn(c: Compilation, field: JourneyField): Promise<Value> {
  const { list, column } = field
  const ref = c.plan.add({ op: 'column', column, ...(list === undefined ? {} : { list }) })
  const place = list === undefined ? { isList: false } : { isList: true, list }
  if (field.type === 'number' || field.type === 'timestamp') {
    return readDays(c, field, {
      kind: 'number',
      ref,
      isInstant: field.type === 'timestamp',
      ...place,
    })
  }
  const dictionary = await c.source.dictionary(field.path)
  const domain = buildDictionaryDomain(`field ${field.path}`, dictionary, itemTypeOf(field))
  return { kind: 'text', ref, domain, ...place }
}

async function compileLookup(
  c: Compilation,
  field: JourneyField,
  { from, lists = [] }: Lookup,
  at: Path,
): Promise<Value> {
  const { input, place } = await compileLists(c, await compileKeys(c, from, at), lists)
  const found = await c.source.lookup(field.path)
  const table = c.plan.table(found.table)
  if (found.kind === 'numbers') {
    const ref = c.plan.add({ op: 'map-number', input, table })
    return readDays(c, field, {
      kind: 'number',
      ref,
      isInstant: field.type === 'timestamp',
      ...place,
    })
  }
  const ref = c.plan.add({ op: 'map', input, table })
  const domain = buildDictionaryDomain(`field ${field.path}`, found.dictionary, itemTypeOf(field))
  return { kind: 'text', ref, domain, ...place }
}

type Lookup = NonNullable<JourneyField['lookup']>

/** Codes that tables are asked with, and the list that they lie in. */
interface Keys {
  readonly input: NodeRef
  readonly place: Pick<Value, 'isList' | 'list'>
}

async function compileKeys(c: Compilation, from: string, at: Path): Promise<Keys> {
  if (from === ownColumns.person) {
    return { input: c.plan.add({ op: 'person-code' }), place: { isList: false } }
  }
  const base = await compileField(c, from, at)
  const input = base.kind === 'text' ? base.ref : await keyCodes(c, base, from)
  const { isList, list } = base
  return { input, place: list === undefined ? { isList } : { isList, list } }
}

/** The elements of lists that are found by keys, in the place of the keys. */
async function compileLists(c: Compilation, keys: Keys, lists: readonly string[]): Promise<Keys> {
  let { input, place } = keys
  for (const list of lists) {
    const offsets = c.plan.table(await c.source.lookupList(list))
    input = c.plan.add({ op: 'lookup-list', list, input, offsets })
    place = { isList: true, list }
  }
  return { input, place }
}

/** Numbers as codes of the keys that are looked up; their dictionary holds them ascending. */
async function keyCodes(c: Compilation, { ref }: Value, from: string): Promise<NodeRef> {
  const keys = await c.source.dictionary(from)
  const bounds = c.source.memo(`keys ${from}`, () =>
    Float64Array.from({ length: keys.size - 1 }, (_, k) => Number(keys.value(k + 1))),
  )
  return c.plan.add({
    op: 'number-codes',
    input: ref,
    bounds: c.plan.table(bounds),
    match: 'exact',
  })
}
