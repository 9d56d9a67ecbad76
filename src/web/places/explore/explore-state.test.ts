import { expect, it } from 'vitest'
import { readExploreState } from './explore-state.ts'

it('reads what an address says and leaves out what does not fit', () => {
  const range = { start: '2026-01-01', end: '2026-02-01' }
  const panel = [{ kind: 'freeform', rows: 'page' }]
  const state = { view: 'main', range, segments: ['buyers'], panel }
  expect(readExploreState(state)).toEqual(state)
  expect(
    readExploreState({ view: 3, range: { start: 1 }, segments: ['a', 1], panel: ['x', {}] }),
  ).toEqual({ segments: ['a'], panel: [] })
})
