import { describe, expect, it } from 'vitest'
import { layOutHeads } from './head-layout.ts'
import { clampPosition, moveBy, type Step } from './navigation.ts'

const column = (id: string) => ({ id, name: id })
const layout = layOutHeads([
  column('a'),
  { id: 'b', name: 'b', under: [column('c'), column('d')] },
  column('e'),
])
const shape = { headRows: 2, pinnedRows: 1, bodyRows: 100, columns: 4 }
const go = (row: number, at: number, ...steps: readonly Step[]) => {
  const to = steps.reduce((from, step) => moveBy(from, step, shape, layout, 10), {
    row,
    column: at,
  })
  return [to.row, to.column]
}

describe('moving through a grid', () => {
  it('goes cell by cell and stays inside', () => {
    expect(go(5, 1, 'up')).toEqual([4, 1])
    expect(go(5, 4, 'after')).toEqual([5, 4])
    expect(go(5, 0, 'before')).toEqual([5, 0])
    expect(go(102, 2, 'down')).toEqual([102, 2])
  })

  it('goes to the ends of rows and of the grid', () => {
    expect(go(5, 2, 'row-start')).toEqual([5, 0])
    expect(go(5, 2, 'row-end')).toEqual([5, 4])
    expect(go(5, 2, 'first')).toEqual([0, 0])
    expect(go(5, 2, 'last')).toEqual([102, 4])
    expect(go(50, 2, 'top')).toEqual([3, 2])
    expect(go(3, 1, 'top')).toEqual([0, 1])
    expect(go(5, 2, 'bottom')).toEqual([102, 2])
  })

  it('pages through rows and stops at the first and the last', () => {
    expect(go(50, 2, 'page-up')).toEqual([40, 2])
    expect(go(8, 2, 'page-up')).toEqual([3, 2])
    expect(go(2, 2, 'page-down')).toEqual([12, 2])
    expect(go(99, 2, 'page-down')).toEqual([102, 2])
  })

  it('treats a head that spans as one cell, and comes back to the same column', () => {
    expect(go(2, 3, 'up')).toEqual([1, 3])
    expect(go(2, 3, 'up', 'up')).toEqual([0, 3])
    expect(go(0, 3, 'down', 'down')).toEqual([2, 3])
    expect(go(0, 3, 'after')).toEqual([0, 4])
    expect(go(0, 3, 'before')).toEqual([0, 1])
    expect(go(2, 1, 'up')).toEqual([0, 1])
    expect(go(0, 1, 'down')).toEqual([2, 1])
    expect(go(2, 0, 'up')).toEqual([0, 0])
    expect(go(0, 0, 'down')).toEqual([2, 0])
  })

  it('comes back inside when rows and columns go', () => {
    const small = { ...shape, bodyRows: 0, columns: 1 }
    expect(clampPosition({ row: 90, column: 4 }, small, layout)).toEqual({ row: 2, column: 1 })
  })
})
