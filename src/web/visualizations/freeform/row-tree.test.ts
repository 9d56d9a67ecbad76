import { expect, it } from 'vitest'
import { type Block, locate, makeBlock } from './row-tree.ts'

const block = (
  id: string,
  shown: number,
  hasMore = false,
  opened: Block<string>['opened'] = [],
): Block<string> => makeBlock({ id, shown, hasMore, opened, rowAt: (index) => `${id}${index}` })

it('finds rows among those that are opened above them', () => {
  const inner = block('c', 1)
  const tree = block('a', 4, false, [
    { index: 0, block: block('b', 2, true, [{ index: 1, block: inner }]) },
    { index: 2, block: block('d', 1) },
  ])
  expect(tree.height).toBe(9)
  const names = Array.from({ length: 9 }, (_, drawn) => {
    const found = locate(tree, drawn)!
    return found.index === 'more' ? `${found.block.id} more` : found.block.rowAt(found.index)
  })
  expect(names).toEqual(['a0', 'b0', 'b1', 'c0', 'b more', 'a1', 'a2', 'd0', 'a3'])
  expect(locate(tree, 9)).toBeNull()
  expect(locate(tree, -1)).toBeNull()
})
