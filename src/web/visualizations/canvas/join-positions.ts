import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { CanvasNodeSettings, Position } from './canvas-settings.ts'

/** Less than between nodes that were laid out. */
const GAP = 12

/**
 * Where each node is: where somebody has put it, else where it was laid out; there further down where
 * another one is in its place.
 */
export function joinPositions(
  nodes: readonly Pick<CanvasNodeSettings, 'id' | 'position'>[],
  laidOut: ReadonlyMap<string, Position>,
): ReadonlyMap<string, Position> {
  const placed = new Map<string, Position>()
  for (const { id, position } of nodes) if (position !== undefined) placed.set(id, position)
  for (const { id, position } of nodes) {
    const place = laidOut.get(id)
    if (position === undefined && place !== undefined) placed.set(id, freePlace(place, placed))
  }
  return placed
}

function freePlace(wanted: Position, placed: ReadonlyMap<string, Position>): Position {
  let place = wanted
  for (;;) {
    const inTheWay = [...placed.values()].find(
      ({ x, y }) =>
        Math.abs(x - place.x) < NODE_WIDTH + GAP && Math.abs(y - place.y) < NODE_HEIGHT + GAP,
    )
    if (inTheWay === undefined) return place
    place = { x: place.x, y: inTheWay.y + NODE_HEIGHT + GAP }
  }
}
