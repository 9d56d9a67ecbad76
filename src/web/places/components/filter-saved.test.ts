import { expect, it } from 'vitest'
import type { SavedComponent } from '../../../model/answers/data-views.ts'
import { areSame, filterFolder, filterSaved, listTags, noFilter } from './filter-saved.ts'

const saved = (id: string, rest: Partial<SavedComponent>): SavedComponent => ({
  kind: 'segment',
  id,
  name: id,
  tags: [],
  words: '',
  usedBy: 0,
  sameAs: [],
  version: 1,
  updatedAt: '2026-01-01T00:00:00Z',
  ...rest,
})

const all = [
  saved('buyers', { name: 'Buyers', tags: ['shop', 'b'], words: 'Orders is at least 1' }),
  saved('aov', { kind: 'calculated-metric', words: 'revenue / orders', tags: ['shop'] }),
  saved('twice', { sameAs: ['buyers'] }),
]
const ids = (filter: Partial<typeof noFilter>) =>
  filterSaved(all, { ...noFilter, ...filter }).map(({ id }) => id)

it('finds by words, kind, tag and what says the same', () => {
  expect(ids({})).toEqual(['buyers', 'aov', 'twice'])
  expect(ids({ text: 'ORDERS revenue' })).toEqual(['aov'])
  expect(ids({ kind: 'segment', tag: 'shop' })).toEqual(['buyers'])
  expect(ids({ hasSame: true })).toEqual(['twice'])
  expect(listTags(all)).toEqual(['b', 'shop'])
})

it('finds what is within a folder, and what is in none', () => {
  const some = [
    saved('a', { folder: 'Paid' }),
    saved('b', { folder: 'Paid/Search' }),
    saved('c', {}),
  ]
  const within = (folder?: string) => filterFolder(some, folder).map(({ id }) => id)
  expect(within()).toEqual(['a', 'b', 'c'])
  expect(within('Paid')).toEqual(['a', 'b'])
  expect(within('Paid/Search')).toEqual(['b'])
  expect(within('')).toEqual(['c'])
})

it('merges only several of a kind that say the same', () => {
  const [one, other] = [saved('a', { sameAs: ['b'] }), saved('b', { sameAs: ['a'] })]
  expect(areSame([one, other])).toBe(true)
  expect(areSame([one])).toBe(false)
  expect(areSame([one, other, saved('c', {})])).toBe(false)
  expect(areSame([one, { ...other, kind: 'date-range' }])).toBe(false)
})
