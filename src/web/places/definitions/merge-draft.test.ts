import { expect, it } from 'vitest'
import { changesLeft, disputed, withChanges } from './merge-draft.ts'

const base = { id: 'vip', name: 'VIP', tags: ['a'], owner: 'ann' }

it('lays changes upon a document; what is undefined is left out', () => {
  expect(withChanges<{ owner?: string | undefined }>(base, { owner: undefined })).toEqual({
    id: 'vip',
    name: 'VIP',
    tags: ['a'],
  })
})

it('keeps what was changed while it was saved', () => {
  expect(changesLeft({ name: 'Best', tags: ['a', 'b'] }, { ...base, name: 'Best' })).toEqual({
    tags: ['a', 'b'],
  })
  expect(changesLeft({ tags: ['a'] }, base)).toEqual({})
})

it('is disputed only where both have changed the same into something else', () => {
  const theirs = { ...base, name: 'Gold', tags: ['b'], owner: 'bob' }
  expect(disputed(base, theirs, { name: 'Best', tags: ['b'] })).toEqual(['name'])
  expect(disputed(base, { ...base, owner: 'bob' }, { name: 'Best' })).toEqual([])
})
