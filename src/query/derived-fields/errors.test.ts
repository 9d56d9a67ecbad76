import { describe, expect, it } from 'vitest'
import { compilationOf, sourceOf, viewOf } from '../../../test/support/items-per-row.ts'
import { pathOf } from '../../../test/support/path.ts'
import { derivedField } from '../../model/derived-field.ts'
import { indexDefinitions } from '../compilation/definitions.ts'
import { previewDerivedField } from '../previews/derived-field/preview.ts'
import { compileDerivedField } from './compile.ts'

const page = { field: 'page' }
const products = [
  { name: 'shoe', price: 5, qty: 2 },
  { name: 'hat', price: 3, qty: 1 },
]
const source = sourceOf([{ fields: { page: 'home', price: 3, products, tags: ['a'] } }])
const fieldOf = (...rules: readonly object[]) => derivedField.parse({ id: 'derived', rules })

async function fault(...rules: readonly object[]) {
  const field = fieldOf(...rules)
  const c = await compilationOf(source, viewOf({ derivedFields: [field] }))
  return compileDerivedField(c, field).then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('mistakes', () => {
  it('passes what can be compiled', async () => {
    expect(await fault({ function: 'lowercase', input: page })).toBeUndefined()
  })

  it.each([
    [
      'an unknown function',
      [{ function: 'shout', input: page }],
      'definition/invalid',
      'derivedFields[0].rules[0].function',
    ],
    [
      'an unknown field',
      [{ function: 'lowercase', input: { field: 'nope' } }],
      'definition/unknown-field',
      'derivedFields[0].rules[0].input.field',
    ],
    [
      'a later rule',
      [
        { function: 'lowercase', input: { rule: 'b' } },
        { function: 'trim', id: 'b', input: page },
      ],
      'definition/unknown-reference',
      'derivedFields[0].rules[0].input.rule',
    ],
    [
      'an unknown component',
      [{ function: 'lowercase', input: { component: 'nope' } }],
      'definition/unknown-component',
      'derivedFields[0].rules[0].input.component',
    ],
    [
      'a bad pattern',
      [{ function: 'regex-replace', input: page, pattern: '[a', output: '' }],
      'regex/invalid',
      'derivedFields[0].rules[0].pattern',
    ],
    [
      'text in a formula',
      [{ function: 'math', formula: { op: '+', args: [{ field: 'price' }, page] } }],
      'definition/invalid',
      'derivedFields[0].rules[0].formula.args[1]',
    ],
    [
      'a sum of texts',
      [{ function: 'summarize', input: page, method: 'sum', scope: 'person' }],
      'definition/invalid',
      'derivedFields[0].rules[0].method',
    ],
    [
      'a text operator on a number',
      [
        {
          function: 'case-when',
          branches: [
            {
              when: { input: { field: 'price' }, op: 'contains', value: '3' },
              then: { field: 'page' },
            },
          ],
        },
      ],
      'definition/unknown-operator',
      'derivedFields[0].rules[0].branches[0].when.op',
    ],
    [
      'two lists',
      [
        {
          function: 'concatenate',
          inputs: [{ field: 'products.name' }, { field: 'tags' }],
        },
      ],
      'definition/invalid',
      'derivedFields[0].rules[0]',
    ],
    [
      'the next of a list',
      [{ function: 'next-or-previous', input: { field: 'products.name' }, direction: 'next' }],
      'definition/invalid',
      'derivedFields[0].rules[0].input',
    ],
    [
      'a field that reads itself',
      [{ function: 'lowercase', input: { field: 'derived' } }],
      'definition/cycle',
      '',
    ],
  ])('says where %s is', async (_what, rules, code, path) => {
    expect(await fault(...rules)).toMatchObject({ code, path: pathOf(path) })
  })
})

describe('preview', () => {
  it('shows the most frequent items before and after', async () => {
    const rows = ['Home', 'home', 'Cart'].map((name) => ({ fields: { page: name } }))
    const field = fieldOf({ function: 'lowercase', input: page })
    const options = { now: 0, limit: 2 }
    const found = await previewDerivedField(
      sourceOf(rows),
      viewOf(),
      field,
      indexDefinitions([]),
      options,
    )
    expect(found.fields[0]!.field).toBe('page')
    expect(found.fields[0]!.items).toHaveLength(2)
    expect(found.rules[0]!.items).toEqual([
      { item: 'home', events: 2 },
      { item: 'cart', events: 1 },
    ])
  })
})
