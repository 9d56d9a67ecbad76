import { expect, it } from 'vitest'
import type { DrawnGraph } from './drawn-graph.ts'
import { layOutGraph, mostDrawn, pointOn } from './graph-layout.ts'

const graphOf = (count: number, rest: Partial<DrawnGraph> = {}): DrawnGraph => ({
  ids: Array.from({ length: count }, (_, i) => ({ id: `n:${i}`, isHeld: false })),
  links: [],
  lost: [],
  ...rest,
})

it('puts the person at the top and the others down both sides', () => {
  const { nodes } = layOutGraph(graphOf(6))
  expect(nodes.map(({ side }) => side)).toEqual([
    ...['top', 'left', 'left', 'right', 'right', 'bottom'],
  ])
  expect(nodes[1]!.y).toBe(nodes[3]!.y)
  expect(nodes[0]!.x).toBe(nodes[5]!.x)
})

it.each([2, 3, 4, 5, 8, 21, 40])('lets no link of %i pass through a third node', (count) => {
  const { ids } = graphOf(count)
  const links = ids.flatMap(({ id: a }, i) =>
    ids.slice(i + 1).map(({ id: b }) => ({ ids: [a, b] as const, count: 1, isByHand: false })),
  )
  const { nodes, links: placed, height } = layOutGraph(graphOf(count, { links }))
  expect(placed).toHaveLength((count * (count - 1)) / 2)
  for (const link of placed) {
    const others = nodes.filter((node) => node !== link.from && node !== link.to)
    for (let share = 0; share <= 1; share += 0.02) {
      const { x, y } = pointOn(link, share)
      const near = others.find((node) => Math.hypot(node.x - x, node.y - y) < 7)
      expect([link.key, near?.id]).toEqual([link.key, undefined])
    }
  }
  expect(Math.max(...nodes.map(({ y }) => y))).toBeLessThan(height)
})

it('draws lost links to identities of others, and says what it leaves out', () => {
  const lost = [{ ids: ['n:1', 'other:1'] as const }]
  const links = [{ ids: ['n:0', 'n:1'] as const, count: 3, isByHand: true }]
  const { nodes, links: placed } = layOutGraph(graphOf(2, { lost, links }))
  expect(nodes.at(-1)).toMatchObject({ id: 'other:1', isOther: true })
  expect(placed.map(({ kind, from, to }) => [kind, from.id, to.id])).toEqual([
    ['hand', 'n:0', 'n:1'],
    ['lost', 'n:1', 'other:1'],
  ])
  const many = layOutGraph(graphOf(mostDrawn + 3))
  expect([many.nodes.length, many.leftOut]).toEqual([mostDrawn, 3])
})
