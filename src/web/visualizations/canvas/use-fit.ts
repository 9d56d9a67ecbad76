import { type OnMoveStart, useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Size } from '../../charts/box.ts'
import { viewAll, viewBelow } from './board-size.ts'
import type { Position } from './canvas-settings.ts'
import type { Direction } from './lay-out-canvas.ts'

/** Shows all, again when there are more nodes or another room, unless somebody has looked closer. */
export function useFit(positions: ReadonlyMap<string, Position>, size: Size, direction: Direction) {
  const { setViewport } = useReactFlow()
  const hasLooked = useRef(false)
  const show = () => {
    if (positions.size === 0) return
    void setViewport((direction === 'DOWN' ? viewBelow : viewAll)(positions, size))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for another number of nodes, room or layout
  useEffect(() => {
    if (!hasLooked.current) show()
  }, [positions.size, size.width, size.height, direction])
  const fit = () => {
    hasLooked.current = false
    show()
  }
  const onMoveStart: OnMoveStart = (event) => {
    if (event) hasLooked.current = true
  }
  return { fit, onMoveStart }
}
