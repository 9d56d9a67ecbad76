import { expect, it } from 'vitest'
import { arrowPath } from './arrow-path.ts'
import { viewAll, viewBelow } from './board-size.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import { joinPositions } from './join-positions.ts'
import { walkBoard } from './walk-board.ts'

const marks = [
  { id: 'a', x: 0, y: 0 },
  { id: 'below', x: 0, y: 40 },
  { id: 'arrow', x: 150, y: 30 },
  { id: 'b', x: 300, y: 0 },
  { id: 'far', x: 300, y: 400 },
]

it.each([
  ['a', 'ArrowRight', 'arrow'],
  ['a', 'ArrowDown', 'below'],
  ['arrow', 'ArrowRight', 'b'],
  ['b', 'ArrowDown', 'far'],
  ['b', 'ArrowUp', undefined],
  ['far', 'Home', 'a'],
  ['a', 'End', 'far'],
  ['a', 'x', undefined],
])('from %s the key %s leads to %s', (from, key, to) => {
  expect(walkBoard(marks, from, key)?.id).toBe(to)
})

it('keeps nodes where they were put, and lays no other over them', () => {
  const laidOut = new Map(['a', 'b'].map((id) => [id, { x: 0, y: 0 }]))
  const moved = { id: 'a', position: { x: 10, y: 5 } }
  const placed = joinPositions([moved, { id: 'b' }], laidOut)
  expect(placed.get('a')).toEqual(moved.position)
  expect(placed.get('b')!.y).toBeGreaterThanOrEqual(5 + NODE_HEIGHT)
})

it('shows all of the drawing in its room', () => {
  const positions = new Map([
    ['a', { x: -100, y: 50 }],
    ['b', { x: 900, y: 600 }],
  ])
  const { x, y, zoom } = viewAll(positions, { width: 600, height: 400 })
  expect(-100 * zoom + x).toBeGreaterThanOrEqual(0)
  expect((900 + NODE_WIDTH) * zoom + x).toBeLessThanOrEqual(600)
  expect(50 * zoom + y).toBeGreaterThanOrEqual(0)
  expect((600 + NODE_HEIGHT) * zoom + y).toBeLessThanOrEqual(400)
  const below = viewBelow(new Map([['a', { x: 0, y: 0 }]]), { width: 300, height: 400 })
  expect(below).toEqual({ x: (300 - NODE_WIDTH) / 2, y: 12, zoom: 1 })
})

it('draws arrows from end to beginning, through their bends', () => {
  const from = { x: 0, y: 0 }
  const to = { x: 400, y: 0 }
  const { line, tip, label } = arrowPath({ from, to, bends: [] }, 'RIGHT')
  expect(line).toMatch(new RegExp(`^M${NODE_WIDTH},${NODE_HEIGHT / 2} C`))
  expect(tip).toMatch(new RegExp(`^M400,${NODE_HEIGHT / 2} `))
  expect(label.x).toBeGreaterThan(NODE_WIDTH)
  expect(label.x).toBeLessThan(400)
  const bent = arrowPath({ from, to, bends: [{ x: 300, y: 80 }] }, 'RIGHT')
  expect(bent.line).toContain(' 300,80')
})
