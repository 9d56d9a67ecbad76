import { expect, it } from 'vitest'
import { layOutFlow } from './flow-layout.ts'

it('places columns side by side with heights and ribbons in proportion', () => {
  const node = (id: string, paths: number) => ({ id, item: id, paths })
  const result = {
    columns: [
      { column: 0, dimension: 'page', nodes: [node('a', 100)] },
      { column: 1, dimension: 'page', nodes: [node('b', 75), node('c', 25)] },
    ],
    links: [
      { from: 'a', to: 'b', paths: 75 },
      { from: 'a', to: 'c', paths: 25 },
      { from: 'a', to: 'nowhere', paths: 1 },
    ],
  }
  const { nodes, links, height, nodeWidth } = layOutFlow(result, 0)
  expect(nodes.map(({ height: h }) => h)).toEqual([320, 240, 80])
  expect(nodes[1]!.x).toBeGreaterThan(nodeWidth)
  expect(links.map(({ width, fromY }) => [width, fromY])).toEqual([
    [240, 120],
    [80, 280],
  ])
  expect(height).toBe(330)
  const wide = layOutFlow(result, 560)
  expect([wide.nodeWidth, wide.width]).toEqual([252, 560])
})
