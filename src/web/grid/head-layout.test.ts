import { describe, expect, it } from 'vitest'
import { headCellAt, layOutHeads, neighbourToMove, siblingsOf } from './head-layout.ts'

const column = (id: string) => ({ id, name: id })
const heads = [
  column('people'),
  {
    id: 'mobile',
    name: 'Mobile',
    under: [column('orders'), { id: 'may', name: 'May', under: [column('revenue')] }],
  },
]

describe('nested heads', () => {
  const layout = layOutHeads(heads)

  it('span their columns, and columns reach down to the last row of heads', () => {
    expect(layout.depth).toBe(3)
    expect(layout.columns.map(({ id }) => id)).toEqual(['people', 'orders', 'revenue'])
    const drawn = layout.cells.map(({ head, level, first, span, rowSpan }) => [
      head.id,
      { level, first, span, rowSpan },
    ])
    expect(Object.fromEntries(drawn)).toEqual({
      people: { level: 0, first: 0, span: 1, rowSpan: 3 },
      mobile: { level: 0, first: 1, span: 2, rowSpan: 1 },
      orders: { level: 1, first: 1, span: 1, rowSpan: 2 },
      may: { level: 1, first: 2, span: 1, rowSpan: 1 },
      revenue: { level: 2, first: 2, span: 1, rowSpan: 1 },
    })
  })

  it('are found by any position that they cover', () => {
    expect(headCellAt(layout, { row: 2, column: 1 })?.head.id).toBe('people')
    expect(headCellAt(layout, { row: 0, column: 3 })?.head.id).toBe('mobile')
    expect(headCellAt(layout, { row: 2, column: 3 })?.path.map(({ id }) => id)).toEqual([
      'mobile',
      'may',
    ])
    expect(headCellAt(layout, { row: 0, column: 0 })).toBeUndefined()
  })

  it('move among those under the same parent only', () => {
    expect(siblingsOf(heads, 'may').map(({ id }) => id)).toEqual(['orders', 'may'])
    expect(neighbourToMove(heads, 'people', 1)).toBeNull()
    expect(neighbourToMove(heads, 'mobile', -1)).toBe('people')
    expect(neighbourToMove(heads, 'people', -1)).toBeUndefined()
    expect(neighbourToMove(heads, 'may', -1)).toBe('orders')
    expect(neighbourToMove(heads, 'revenue', 1)).toBeUndefined()
  })
})

it('a grid without columns has one row of heads', () => {
  expect(layOutHeads([])).toEqual({ depth: 1, columns: [], cells: [] })
})
