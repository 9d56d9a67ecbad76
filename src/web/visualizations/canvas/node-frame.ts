import { Position as Side } from '@xyflow/react'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { Position } from './canvas-settings.ts'
import type { Direction } from './lay-out-canvas.ts'

/** What the drawing is told of a node’s size and ends, so that it need not be measured. */
export function nodeFrame(id: string, position: Position, direction: Direction) {
  const [width, height] = [NODE_WIDTH, NODE_HEIGHT]
  const end = { width: 1, height: 1 }
  const handles =
    direction === 'RIGHT'
      ? [
          { ...end, type: 'target' as const, position: Side.Left, x: 0, y: height / 2 },
          { ...end, type: 'source' as const, position: Side.Right, x: width, y: height / 2 },
        ]
      : [
          { ...end, type: 'target' as const, position: Side.Top, x: width / 2, y: 0 },
          { ...end, type: 'source' as const, position: Side.Bottom, x: width / 2, y: height },
        ]
  return { id, type: 'step' as const, position, width, height, handles }
}
