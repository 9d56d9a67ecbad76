import { describe, expect, it } from 'vitest'
import {
  changeColumn,
  dissolveGroup,
  duplicateNode,
  freeId,
  listLeaves,
  moveNode,
  putAbove,
  removeNode,
} from './edit-columns.ts'
import type { ColumnNode } from './settings.ts'

const columns: readonly ColumnNode[] = [
  { id: 'people', metric: 'people' },
  { id: 'g', above: { segment: 'buyers' }, columns: [{ id: 'orders', metric: 'orders' }] },
  { id: 'change', change: { from: 'people', to: 'orders' } },
]

/** Ids, those of groups with what is in them. */
const ids = (nodes: readonly ColumnNode[]): unknown[] =>
  nodes.map((node) => ('columns' in node ? [node.id, ids(node.columns)] : node.id))

describe('the columns of a table', () => {
  it('are listed with what stands above them', () => {
    expect(listLeaves(columns).map(({ column, above }) => [column.id, above.length])).toEqual([
      ['people', 0],
      ['orders', 1],
      ['change', 0],
    ])
  })

  it('go with an emptied group and with changes that need them', () => {
    expect(ids(removeNode(columns, 'orders'))).toEqual(['people'])
    expect(ids(removeNode(columns, 'change'))).toEqual(['people', ['g', ['orders']]])
  })

  it('are doubled with ids of their own', () => {
    expect(ids(duplicateNode(columns, 'g'))).toEqual([
      'people',
      ['g', ['orders']],
      ['g-2', ['orders-2']],
      'change',
    ])
    expect(freeId(columns, 'orders')).toBe('orders-2')
  })

  it('get segments above them, one group for each', () => {
    const put = putAbove(columns, 'orders', [{ segment: 'new' }, { segment: 'old' }])
    expect(listLeaves(put).map(({ column, above }) => [column.id, above])).toEqual([
      ['people', []],
      ['orders', [{ segment: 'buyers' }, { segment: 'new' }]],
      ['orders-2', [{ segment: 'buyers' }, { segment: 'old' }]],
      ['change', []],
    ])
  })

  it('move among their siblings, change and leave their group', () => {
    expect(ids(moveNode(columns, 'people', 'change'))).toEqual([
      ['g', ['orders']],
      'people',
      'change',
    ])
    expect(ids(moveNode(columns, 'people', null)).at(-1)).toBe('people')
    expect(ids(dissolveGroup(columns, 'g'))).toEqual(['people', 'orders', 'change'])
    const named = changeColumn(columns, 'orders', (column) => ({ ...column, name: 'Sold' }))
    expect(listLeaves(named)[1]?.column.name).toBe('Sold')
  })
})
