import type { LookupMap } from '../../model/journey.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { compileField, findField } from '../compilation/fields.ts'
import type { Domain, TextValue, Value } from '../compilation/value.ts'

/**
 * A lookup's texts where keys are told apart without regard to case (§3.3): of keys that are equal in
 * lower case, the first in the order of ASCII that has a value gives it to all of them. Lists are found
 * by the key as it is written.
 */
export async function compileFoldedLookup(c: Compilation, path: string): Promise<Value> {
  const value = await compileField(c, path)
  const { lookup } = c.absentFields.has(path) ? {} : findField(c, path)
  if (lookup === undefined || lookup.lists !== undefined || value.kind !== 'text') return value
  const keys = await compileField(c, lookup.from)
  const found = await c.source.lookup(path)
  if (keys.kind !== 'text' || found.kind !== 'codes') return value
  return folded(c, value, keys, found)
}

type CodesMap = Extract<LookupMap, { kind: 'codes' }>

async function folded(
  c: Compilation,
  value: TextValue,
  keys: TextValue,
  found: CodesMap,
): Promise<TextValue> {
  const table = await c.source.memo(`folded ${value.domain.id} by ${keys.domain.id}`, async () =>
    found.folded ? found.folded() : foldedTable(keys.domain, found.table),
  )
  const ref = c.plan.add({ op: 'map', input: keys.ref, table: c.plan.table(table) })
  return { ...value, ref }
}

function foldedTable(keys: Domain, values: Uint32Array): Uint32Array {
  const groups = new Map<string, { key: string; value: number }>()
  const keyOf = (code: number) => String(keys.item(code))
  for (let code = 1; code < keys.size; code++) {
    const key = keyOf(code)
    const value = values[code]!
    const known = groups.get(key.toLowerCase())
    if (value !== 0 && (known === undefined || key < known.key)) {
      groups.set(key.toLowerCase(), { key, value })
    }
  }
  const table = new Uint32Array(values.length)
  for (let code = 1; code < keys.size; code++) {
    table[code] = groups.get(keyOf(code).toLowerCase())?.value ?? 0
  }
  return table
}
