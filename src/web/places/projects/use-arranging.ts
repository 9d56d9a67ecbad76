import { getOwn } from '../../../model/own.ts'
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import {
  type Direction,
  type GridItem,
  moveByKey,
  moveItem,
  resizeByKey,
  resizeItem,
} from '../../project/grid-layout.ts'
import { cellsOf } from './grid-measures.ts'

/** How the tiles of a grid are arranged: shown while a pointer moves one, placed when it is let go. */
export interface Arranging {
  readonly items: readonly GridItem[]
  readonly grid: RefObject<HTMLElement | null>
  readonly onDrag: (items: readonly GridItem[] | null) => void
  readonly onPlace: (items: readonly GridItem[]) => void
}

type Move = (columns: number, rows: number) => readonly GridItem[]

const LEAST_PIXELS = 4

/** Handlers of a grip that moves a tile, and of one that resizes it; Escape takes a drag back. */
export function useArranging(id: string, arranging: Arranging | null) {
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  const item = arranging?.items.find((each) => each.id === id)
  if (arranging === null || item === undefined) return null
  const { items } = arranging
  const drag = (move: Move) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || isControl(event.target, event.currentTarget)) return
    stop.current = startDrag(event, arranging, move)
  }
  return {
    onMoveStart: drag((columns, rows) =>
      moveItem(items, id, { x: item.x + columns, y: item.y + rows }),
    ),
    onResizeStart: drag((columns, rows) =>
      resizeItem(items, id, { width: item.width + columns, height: item.height + rows }),
    ),
    onKeyDown: (event: KeyboardEvent) => {
      const direction = directionOf(event)
      if (direction === undefined) return
      event.preventDefault()
      const arrange = event.shiftKey ? resizeByKey : moveByKey
      const next = arrange(items, id, direction)
      if (next !== items) arranging.onPlace(next)
    },
  }
}

/** Buttons and fields in a head keep their own presses. */
const isControl = (target: EventTarget, grip: HTMLElement): boolean =>
  target instanceof Element &&
  target !== grip &&
  target.closest('button, input, a, [role="button"]') !== null &&
  target.closest('button, input, a, [role="button"]') !== grip

function startDrag(
  { clientX, clientY, pointerId, currentTarget }: PointerEvent<HTMLElement>,
  { grid, onDrag, onPlace }: Arranging,
  move: Move,
): () => void {
  const width = grid.current?.clientWidth ?? 1
  const ended = new AbortController()
  const { signal } = ended
  let latest: readonly GridItem[] | null = null
  const follow = (event: globalThis.PointerEvent) => {
    if (event.pointerId !== pointerId) return
    const [dx, dy] = [event.clientX - clientX, event.clientY - clientY]
    if (latest === null && Math.hypot(dx, dy) < LEAST_PIXELS) return
    const { columns, rows } = cellsOf(dx, dy, width)
    latest = move(columns, rows)
    onDrag(latest)
  }
  const finish = (isKept: boolean) => {
    ended.abort()
    if (isKept && latest !== null) onPlace(latest)
    else onDrag(null)
  }
  currentTarget.setPointerCapture(pointerId)
  window.addEventListener('pointermove', follow, { signal })
  window.addEventListener('pointerup', () => finish(true), { signal })
  window.addEventListener('pointercancel', () => finish(false), { signal })
  window.addEventListener('keydown', ({ key }) => key === 'Escape' && finish(false), { signal })
  return () => finish(false)
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const directionOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Direction | undefined =>
  ctrlKey || metaKey || altKey ? undefined : getOwn(directions, key)
