import { describe, expect, it } from 'vitest'
import { column, type World } from '../support/ask.ts'

const pages = ['A', 'B', 'C', 'A B', 'b, c']
const world: World = {
  rows: pages.map((page, index) => [`2026-03-0${index + 1}`, { page }]),
  view: { dimensions: [{ id: 'page' }] },
}

async function found(search: object): Promise<string[]> {
  const { Total: _, ...rows } = await column(world, 'page', 'events', { search })
  return Object.keys(rows).toSorted()
}

describe('a search with several values (§8.2)', () => {
  it.each([
    ['equals-any', ['A', 'B']],
    ['not-equals-any', ['A B', 'C', 'b, c']],
    ['contains-any', ['A', 'A B', 'B', 'b, c']],
    ['contains-all', ['A B']],
    ['not-contains-any', ['C']],
    ['not-contains-all', ['A', 'B', 'C', 'b, c']],
  ])('gives %s all of them', async (op, wanted) => {
    const caseSensitive = op === 'equals-any'
    for (const match of ['any', 'all']) {
      expect(await found({ op, values: ['A', 'B'], match, caseSensitive })).toEqual(wanted)
    }
  })

  it('takes each as it is written, and splits a single text', async () => {
    expect(await found({ op: 'equals-any', values: ['b, c'] })).toEqual(['b, c'])
    expect(await found({ op: 'equals-any', value: 'a, c' })).toEqual(['A', 'C'])
    expect(await found({ op: 'contains-all', value: 'a b' })).toEqual(['A B'])
  })

  it('asks an operator of one value for each of them', async () => {
    expect(await found({ op: 'contains', values: ['a', 'b'] })).toEqual(['A B'])
    expect(await found({ op: 'contains', values: ['a', 'b'], match: 'any' })).toEqual([
      'A',
      'A B',
      'B',
      'b, c',
    ])
    expect(await found({ op: 'equals', values: ['A', 'C'], match: 'any' })).toEqual(['A', 'C'])
  })
})
