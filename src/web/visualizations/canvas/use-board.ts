import type { NodeChange } from '@xyflow/react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import type { Size } from '../../charts/box.ts'
import { texts } from '../../texts/index.ts'
import { arrowId } from './arrow-id.ts'
import { findRoutes, listMarks } from './board-marks.ts'
import type { BoardArrow, BoardNode } from './board-types.ts'
import type { CanvasSettings, Position } from './canvas-settings.ts'
import type { DescribedCanvas } from './describe-canvas.ts'
import { canConnect, placeNodes } from './edit-canvas.ts'
import type { Direction } from './lay-out-canvas.ts'
import { makeEdits } from './make-edits.ts'
import { nodeFrame } from './node-frame.ts'
import { useBoardFocus } from './use-board-focus.ts'
import { useFit } from './use-fit.ts'
import { directionOf, walkBoard } from './walk-board.ts'

interface BoardInput {
  readonly settings: CanvasSettings
  readonly described: DescribedCanvas
  readonly onChange: ((settings: CanvasSettings) => void) | null
  readonly positions: ReadonlyMap<string, Position>
  readonly bends: ReadonlyMap<string, readonly Position[]>
  readonly direction: Direction
  readonly size: Size
}

/** Pixels that a key moves a node by. */
const STEP = 16

const noBends: BoardInput['bends'] = new Map()

/** The drawing's nodes and arrows, where they are, and what keys and pointers do with them. */
export function useBoard(input: BoardInput) {
  const { settings, described, onChange, positions, direction, size } = input
  const { arrows } = settings
  const [moving, setMoving] = useState<ReadonlyMap<string, Position>>()
  const [said, setSaid] = useState('')
  const placed = moving ?? positions
  const bends = moving === undefined ? input.bends : noBends
  const routes = useMemo(() => findRoutes(arrows, placed, bends), [arrows, placed, bends])
  const marks = useMemo(
    () => listMarks(settings, placed, routes, direction),
    [settings, placed, routes, direction],
  )
  const focus = useBoardFocus(marks)
  const edits = makeEdits({ settings, onChange, marks, goTo: focus.goTo })
  const place = (next: ReadonlyMap<string, Position>) => onChange?.(placeNodes(settings, next))
  const moveByKey = (id: string, key: string) => {
    const at = positions.get(id)
    const by = directionOf(key)
    if (at === undefined || by === undefined) return
    place(new Map(positions).set(id, { x: at.x + by[0] * STEP, y: at.y + by[1] * STEP }))
    setSaid(texts.canvas.moved(described.nodes.find((node) => node.id === id)?.name ?? id))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['mark'] : undefined
    if (id === undefined) return
    const { key, altKey } = event
    const isNode = settings.nodes.some((node) => node.id === id)
    const arrow = arrows.find((ends) => arrowId(ends) === id)
    const next = altKey ? undefined : walkBoard(marks, id, key)
    if (next !== undefined) focus.goTo(next.id)
    else if (altKey && isNode && edits !== null && direction === 'RIGHT') moveByKey(id, key)
    else if (key === 'Delete' && edits !== null && isNode) edits.remove(id)
    else if (key === 'Delete' && edits !== null && arrow) edits.disconnect(...arrow)
    else if (key === 'Escape') focus.goTo(null)
    else if (directionOf(key) === undefined) return
    event.preventDefault()
  }
  const shown = { current: focus.current, onFocus: focus.onFocus, direction }
  return {
    ...useFit(positions, size, direction),
    element: focus.element,
    edits,
    said,
    onKeyDown,
    onNodesChange: (changes: readonly NodeChange<BoardNode>[]) => {
      const moves = changes.filter((change) => change.type === 'position')
      if (moves.length === 0) return
      const next = new Map(placed)
      for (const { id, position } of moves) if (position !== undefined) next.set(id, position)
      const isEnd = moves.some(({ dragging }) => dragging === false)
      setMoving(isEnd ? undefined : next)
      if (isEnd && moving !== undefined) place(next)
    },
    nodes: described.nodes.flatMap((node): BoardNode[] => {
      const position = placed.get(node.id)
      if (position === undefined) return []
      const others = described.nodes.filter(({ id }) => id !== node.id)
      const leadsTo = others.filter(({ id }) =>
        arrows.some(([from, to]) => from === node.id && to === id),
      )
      const canLeadTo = others.filter(({ id }) => canConnect(arrows, node.id, id))
      const data = { node, edits, canLeadTo, leadsTo, ...shown }
      return [{ ...nodeFrame(node.id, position, direction), data }]
    }),
    edges: described.arrows.flatMap((arrow): BoardArrow[] => {
      const route = routes.get(arrow.id)
      if (route === undefined) return []
      const [source, target] = arrow.ends
      // Its numbers say what it is.
      const domAttributes = { 'aria-hidden': true }
      const data = { arrow, route, ...shown }
      return [{ id: arrow.id, type: 'arrow', source, target, domAttributes, data }]
    }),
  }
}
