import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemsPerRow,
  sourceOf,
  viewOf,
} from '../../../test/support/items-per-row.ts'
import { derivedFieldFunctions } from './functions/index.ts'
import type { DerivedFieldExample, ExampleValue } from './functions/index.ts'
import { compileDerivedField } from './compile.ts'

const instant = (value: ExampleValue): ExampleValue =>
  typeof value === 'string' ? Date.parse(value) : value

async function valuesOf({ rules, rows, dates = [], lookups = {} }: DerivedFieldExample) {
  const events = rows.map((row) => ({
    fields: Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        dates.includes(name) ? instant(value) : value,
      ]),
    ),
  }))
  const types = Object.fromEntries(dates.map((name) => [name, 'timestamp' as const]))
  const view = viewOf({ derivedFields: [{ id: 'derived', rules }] })
  const c = await compilationOf(sourceOf(events, { types, lookups, batchEvents: 2 }), view)
  const value = await compileDerivedField(c, view.derivedFields[0]!)
  const items = await itemsPerRow(c, value, rows.length)
  return items.map((found) => (value.isList ? found.toSorted() : (found[0] ?? null)))
}

describe.each(Object.entries(derivedFieldFunctions))('%s', (_name, { examples }) => {
  it.each(examples.map((example) => [example.title, example] as const))('%s', async (_title, e) => {
    const expected = e.values.map((v) => (Array.isArray(v) ? v.toSorted() : v))
    expect(await valuesOf(e)).toEqual(expected)
  })
})
