import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemsPerRow,
  sourceOf,
  viewOf,
} from '../../../test/support/items-per-row.ts'
import { compileDerivedField } from './compile.ts'

const products = [
  { name: 'shoe', group: 'feet', price: 5, qty: 2 },
  { name: 'hat', group: 'head', price: 3, qty: 1 },
  { name: 'sock', group: 'feet', price: 5, qty: 4 },
]
const rows = [
  { fields: { page: 'cart', products } },
  { fields: { page: 'home', products: products.slice(1, 2) } },
  { fields: { page: 'none' } },
]
const name = { field: 'products.name' }
const price = { field: 'products.price' }

async function items(...rules: readonly object[]) {
  const view = viewOf({ derivedFields: [{ id: 'derived', rules }] })
  const c = await compilationOf(sourceOf(rows), view)
  const value = await compileDerivedField(c, view.derivedFields[0]!)
  return (await itemsPerRow(c, value, rows.length)).map((found) => found.toSorted())
}

describe('rules on lists work on elements', () => {
  it('case when reads and sets the same element', async () => {
    const when = { input: { field: 'products.group' }, op: 'equals', value: 'feet' }
    const rule = { function: 'case-when', branches: [{ when, then: name }] }
    const found = await items({ ...rule, otherwise: { value: 'else' } })
    expect(found.slice(0, 2)).toEqual([['else', 'shoe', 'sock'], ['else']])
  })

  it('case when compares numbers of elements', async () => {
    const when = { input: price, op: 'gte', value: 5 }
    const branches = [{ when, then: { value: 'dear' } }]
    const found = await items({ function: 'case-when', branches, otherwise: { field: 'page' } })
    expect(found.slice(0, 2)).toEqual([['cart', 'dear'], ['home']])
  })

  it('concatenates elements with a value of the event', async () => {
    const inputs = [{ field: 'page' }, name]
    const found = await items({ function: 'concatenate', inputs, delimiter: ':' })
    expect(found.slice(0, 2)).toEqual([['cart:hat', 'cart:shoe', 'cart:sock'], ['home:hat']])
  })

  it('multiplies numbers of the same element', async () => {
    const formula = { op: '*', args: [price, { field: 'products.qty' }] }
    const found = await items({ function: 'math', formula })
    expect(found.slice(0, 2)).toEqual([[10, 20, 3], [3]])
  })

  it('deduplicates elements', async () => {
    const found = await items({ function: 'deduplicate', input: name, scope: 'person' })
    expect(found[0]).toEqual(['hat', 'shoe', 'sock'])
    expect(found[1]).toEqual([null])
  })

  it('summarizes all elements of an event', async () => {
    const rule = { function: 'summarize', scope: 'event' }
    expect(await items({ ...rule, input: price, method: 'sum' })).toEqual([[13], [3], [null]])
    expect(await items({ ...rule, input: name, method: 'first' })).toEqual([
      ['shoe'],
      ['hat'],
      [null],
    ])
  })

  it('splits and classifies the parts', async () => {
    const found = await items(
      {
        function: 'concatenate',
        id: 'both',
        inputs: [{ field: 'page' }, { value: 'x' }],
        delimiter: ',',
      },
      { function: 'split', id: 'parts', input: { rule: 'both' }, delimiter: ',', toArray: true },
      { function: 'classify', input: { rule: 'parts' }, values: { x: 'X' }, showOriginal: true },
    )
    expect(found).toEqual([
      ['X', 'cart'],
      ['X', 'home'],
      ['X', 'none'],
    ])
  })
})
