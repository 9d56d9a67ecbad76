import { arrowId } from './arrow-id.ts'
import { arrowPath, type Route } from './arrow-path.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { CanvasSettings, Position } from './canvas-settings.ts'
import { lostId } from './describe-canvas.ts'
import type { Direction } from './lay-out-canvas.ts'
import type { BoardMark } from './walk-board.ts'

/** The arrows whose ends are placed, by their ids. */
export function findRoutes(
  arrows: CanvasSettings['arrows'],
  placed: ReadonlyMap<string, Position>,
  bends: ReadonlyMap<string, readonly Position[]>,
): ReadonlyMap<string, Route> {
  return new Map(
    arrows.flatMap((ends): [string, Route][] => {
      const id = arrowId(ends)
      const [from, to] = ends.map((end) => placed.get(end))
      if (from === undefined || to === undefined) return []
      return [[id, { from, to, bends: bends.get(id) ?? [] }]]
    }),
  )
}

/** All that keys go to: steps, what they lost, arrows. */
export function listMarks(
  { nodes, arrows }: CanvasSettings,
  placed: ReadonlyMap<string, Position>,
  routes: ReadonlyMap<string, Route>,
  direction: Direction,
): readonly BoardMark[] {
  const starts = new Set(arrows.map(([from]) => from))
  return [
    ...nodes.flatMap(({ id }): BoardMark[] => {
      const at = placed.get(id)
      if (at === undefined) return []
      const x = at.x + NODE_WIDTH / 2
      const lost = { id: lostId(id), x, y: at.y + NODE_HEIGHT - 14 }
      return [{ id, x, y: at.y + NODE_HEIGHT / 2 }, ...(starts.has(id) ? [lost] : [])]
    }),
    ...arrows.flatMap((ends): BoardMark[] => {
      const id = arrowId(ends)
      const route = routes.get(id)
      return route === undefined ? [] : [{ id, ...arrowPath(route, direction).label }]
    }),
  ]
}
