import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addItem,
  bottomOf,
  compact,
  type GridItem,
  GRID_COLUMNS,
  layOut,
  moveByKey,
  moveItem,
  resizeByKey,
  resizeItem,
} from './grid-layout.ts'

const at = (id: string, x: number, y: number, width = 6, height = 4): GridItem => ({
  id,
  x,
  y,
  width,
  height,
})

const places = (items: readonly GridItem[]) =>
  Object.fromEntries(items.map(({ id, x, y, width, height }) => [id, [x, y, width, height]]))

describe('a grid', () => {
  it('makes room below for what is moved over another', () => {
    const moved = moveItem([at('a', 0, 0), at('b', 6, 0)], 'b', { x: 3, y: 0 })
    expect(places(moved)).toEqual({ b: [3, 0, 6, 4], a: [0, 4, 6, 4] })
  })

  it('lets those below go up when something is moved past them', () => {
    const items = [at('a', 0, 0), at('b', 0, 4)]
    expect(places(moveItem(items, 'a', { x: 0, y: 3 }))).toEqual({
      b: [0, 0, 6, 4],
      a: [0, 4, 6, 4],
    })
    expect(places(moveItem(items, 'b', { x: 0, y: 1 }))).toEqual({
      b: [0, 0, 6, 4],
      a: [0, 4, 6, 4],
    })
  })

  it('pushes down what a wider or higher item would cover', () => {
    const items = [at('a', 0, 0), at('b', 6, 0)]
    expect(places(resizeItem(items, 'a', { width: 8, height: 4 }))).toEqual({
      a: [0, 0, 8, 4],
      b: [6, 4, 6, 4],
    })
  })

  it('goes past a neighbour by one arrow key, whatever its height', () => {
    const items = [at('a', 0, 0), at('b', 0, 4, 6, 9)]
    expect(places(moveByKey(items, 'a', 'down'))).toEqual({ b: [0, 0, 6, 9], a: [0, 9, 6, 4] })
    expect(places(moveByKey(items, 'b', 'up'))).toEqual({ b: [0, 0, 6, 9], a: [0, 9, 6, 4] })
    expect(moveByKey(items, 'a', 'up')).toBe(items)
  })

  it('adds beside the last row where there is room, else below', () => {
    const size = { width: 6, height: 4 }
    const two = addItem([at('a', 0, 0)], 'b', size)
    expect(places(two)).toEqual({ a: [0, 0, 6, 4], b: [6, 0, 6, 4] })
    expect(places(addItem(two, 'c', size))['c']).toEqual([0, 4, 6, 4])
  })

  it('stays as it is for an id that is not there', () => {
    const items = [at('a', 0, 0)]
    expect(moveItem(items, 'z', { x: 1, y: 1 })).toBe(items)
    expect(resizeByKey(items, 'z', 'left')).toBe(items)
  })
})

const size = fc.record({
  width: fc.integer({ min: 1, max: GRID_COLUMNS }),
  height: fc.integer({ min: 1, max: 9 }),
})

/** As files may hold them: overlapping, with gaps. */
const items = fc
  .array(fc.tuple(size, fc.nat(11), fc.nat(20)), { minLength: 1, maxLength: 9 })
  .map((drawn) =>
    drawn.map(([{ width, height }, x, y], index) =>
      at(String(index), Math.min(x, GRID_COLUMNS - width), y, width, height),
    ),
  )

const direction = fc.constantFrom('left' as const, 'right' as const, 'up' as const, 'down' as const)

const action = fc.oneof(
  fc
    .record({ x: fc.integer({ min: -3, max: 15 }), y: fc.integer({ min: -3, max: 40 }) })
    .map((to) => (given: readonly GridItem[], id: string) => moveItem(given, id, to)),
  size.map((to) => (given: readonly GridItem[], id: string) => resizeItem(given, id, to)),
  direction.map((to) => (given: readonly GridItem[], id: string) => moveByKey(given, id, to)),
  direction.map((to) => (given: readonly GridItem[], id: string) => resizeByKey(given, id, to)),
)

const cellsOf = ({ x, y, width, height }: GridItem): readonly string[] =>
  Array.from(
    { length: width * height },
    (_, k) => `${x + (k % width)}/${y + Math.floor(k / width)}`,
  )

function expectLaidOut(given: readonly GridItem[]): void {
  const cells = given.flatMap(cellsOf)
  expect(new Set(cells).size).toBe(cells.length)
  for (const item of given) {
    expect(item.x).toBeGreaterThanOrEqual(0)
    expect(item.x + item.width).toBeLessThanOrEqual(GRID_COLUMNS)
    const others = new Set(given.filter(({ id }) => id !== item.id).flatMap(cellsOf))
    const above = cellsOf({ ...item, y: item.y - 1 })
    expect(item.y === 0 || above.some((cell) => others.has(cell))).toBe(true)
  }
}

describe('by law', () => {
  it('nothing ever overlaps, leaves the grid or hangs in the air, whatever is done', () => {
    fc.assert(
      fc.property(
        items,
        fc.array(fc.tuple(action, fc.nat(8)), { maxLength: 12 }),
        (start, done) => {
          let now = compact(start)
          expectLaidOut(now)
          for (const [act, of] of done) {
            now = act(now, String(of % start.length))
            expectLaidOut(now)
            expect(now.map(({ id }) => id).toSorted()).toEqual(start.map(({ id }) => id).toSorted())
          }
        },
      ),
    )
  })

  it('compacting again changes nothing, and keeps columns and sizes', () => {
    fc.assert(
      fc.property(items, (given) => {
        const once = compact(given)
        expect(places(compact(once))).toEqual(places(once))
        const shape = (all: readonly GridItem[]) =>
          Object.fromEntries(all.map(({ id, x, width, height }) => [id, [x, width, height]]))
        expect(shape(once)).toEqual(shape(given))
      }),
    )
  })

  it('a move keeps the size, lands in its column, and changes no other column', () => {
    fc.assert(
      fc.property(items, fc.nat(11), fc.nat(40), (given, x, y) => {
        const before = compact(given)
        const after = moveItem(before, '0', { x, y })
        for (const item of after) {
          const old = before.find(({ id }) => id === item.id)!
          expect([item.width, item.height]).toEqual([old.width, old.height])
          expect(item.x).toBe(item.id === '0' ? Math.min(x, GRID_COLUMNS - item.width) : old.x)
        }
      }),
    )
  })

  it('what has no place is laid behind those that have one', () => {
    fc.assert(
      fc.property(items, fc.array(size, { maxLength: 4 }), (given, sizes) => {
        const placed = given.map(({ id, ...place }) => ({ id, place, size: place }))
        const others = sizes.map((each, k) => ({ id: `new ${k}`, place: undefined, size: each }))
        const all = layOut([...placed, ...others])
        expectLaidOut(all)
        expect(all).toHaveLength(given.length + sizes.length)
        expect(bottomOf(all)).toBeGreaterThanOrEqual(bottomOf(compact(given)))
      }),
    )
  })
})
