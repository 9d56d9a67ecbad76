import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemsPerRow,
  sourceOf,
  viewOf,
} from '../../../../test/support/items-per-row.ts'
import { compileDerivedField } from '../compile.ts'
import { derivedFieldTemplates, fillTemplate } from './index.ts'

describe('derived field templates', () => {
  it.each(Object.entries(derivedFieldTemplates))('%s', async (id, template) => {
    const { start = '2026-01-01T00:00:00Z', dataset = 'web', rows, values } = template.example
    const events = rows.map((fields, index) => ({
      time: Date.parse(start) + index * 60_000,
      dataset,
      fields,
    }))
    const view = viewOf({ derivedFields: [fillTemplate(template, id)] })
    const c = await compilationOf(sourceOf(events), view)
    const value = await compileDerivedField(c, view.derivedFields[0]!)
    const found = await itemsPerRow(c, value, rows.length)
    expect(found.map((items) => (value.isList ? items.toSorted() : (items[0] ?? null)))).toEqual(
      values,
    )
  })

  it('reads other fields where told to', () => {
    const field = fillTemplate(derivedFieldTemplates['domain-name']!, 'domain', {
      referrer: 'web.referrer',
    })
    expect(field.rules[0]).toMatchObject({ input: { field: 'web.referrer' } })
  })

  it('says what each field is that it reads', () => {
    for (const template of Object.values(derivedFieldTemplates)) {
      const read = [...JSON.stringify(template.rules).matchAll(/"field":"([\w.]+)"/g)].map(
        ([, f]) => f,
      )
      expect(new Set(read)).toEqual(new Set(Object.keys(template.inputs)))
    }
  })
})
