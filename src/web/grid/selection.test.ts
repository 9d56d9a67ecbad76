import { describe, expect, it } from 'vitest'
import { layOutHeads } from './head-layout.ts'
import {
  countCells,
  extendTo,
  rangesOf,
  readSelectedColumns,
  selectedColumns,
  selectMore,
  selectOnly,
} from './selection.ts'

const column = (id: string) => ({ id, name: id })
const layout = layOutHeads([column('a'), { id: 'b', name: 'b', under: [column('c'), column('d')] }])
const shape = { headRows: 2, pinnedRows: 1, bodyRows: 10, columns: 3 }
const at = (row: number, of: number) => ({ row, column: of })

describe('what is selected', () => {
  it('is a rectangle between two cells, whichever comes first', () => {
    const selection = extendTo(selectOnly(at(6, 2)), at(4, 1))
    expect(rangesOf(selection, shape, layout)).toEqual([{ top: 4, bottom: 6, left: 1, right: 2 }])
  })

  it('is whole rows from their heads, with the head', () => {
    const selection = extendTo(selectOnly(at(4, 0)), at(5, 0))
    expect(rangesOf(selection, shape, layout)).toEqual([{ top: 4, bottom: 5, left: 0, right: 3 }])
  })

  it('is whole columns from a head, without pinned rows, and all under one that spans', () => {
    expect(rangesOf(selectOnly(at(0, 1)), shape, layout)).toEqual([
      { top: 3, bottom: 12, left: 1, right: 1 },
    ])
    expect(rangesOf(selectOnly(at(0, 3)), shape, layout)).toEqual([
      { top: 3, bottom: 12, left: 2, right: 3 },
    ])
  })

  it('is everything from the corner', () => {
    expect(rangesOf(selectOnly(at(0, 0)), shape, layout)).toEqual([
      { top: 3, bottom: 12, left: 0, right: 3 },
    ])
  })

  it('can be several rectangles', () => {
    const selection = extendTo(selectMore(selectOnly(at(4, 1)), at(6, 2)), at(7, 3))
    const ranges = rangesOf(selection, shape, layout)
    expect(countCells(ranges)).toBe(5)
    expect(selectedColumns(ranges, 7)).toBe('2-3')
    expect(selectedColumns(ranges, 5)).toBe('')
    const isSelected = readSelectedColumns('1-1 3-4')
    expect([0, 1, 2, 3, 4, 5].filter(isSelected)).toEqual([1, 3, 4])
    expect(readSelectedColumns('')(0)).toBe(false)
  })
})
