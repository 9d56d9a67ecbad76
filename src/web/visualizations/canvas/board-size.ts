import type { Size } from '../../charts/box.ts'
import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { Position } from './canvas-settings.ts'

/** Where there is no room for steps beside each other they stand below each other, and stay there. */
export const isFixed = ({ width }: Size): boolean => width < 480

const MARGIN = 12
const SMALLEST = 0.4

/** How steps below each other are shown: as wide as there is room. */
export function viewBelow(positions: ReadonlyMap<string, Position>, { width }: Size) {
  const places = [...positions.values()]
  const left = Math.min(...places.map(({ x }) => x))
  const wide = Math.max(...places.map(({ x }) => x)) + NODE_WIDTH - left
  const zoom = Math.max(SMALLEST, Math.min(1, (width - 2 * MARGIN) / wide))
  return { x: (width - wide * zoom) / 2 - left * zoom, y: MARGIN, zoom }
}

const LARGEST = 1
const FARTHEST = 0.2

/** How all of the drawing is shown in the middle of its room. */
export function viewAll(positions: ReadonlyMap<string, Position>, { width, height }: Size) {
  const places = [...positions.values()]
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const wide = Math.max(...places.map(({ x }) => x)) + NODE_WIDTH - left
  const high = Math.max(...places.map(({ y }) => y)) + NODE_HEIGHT - top
  const fitting = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high)
  const zoom = Math.max(FARTHEST, Math.min(LARGEST, fitting))
  return {
    x: (width - wide * zoom) / 2 - left * zoom,
    y: (height - high * zoom) / 2 - top * zoom,
    zoom,
  }
}

/** Pixels that they take from top to bottom. */
export function heightBelow(positions: ReadonlyMap<string, Position>, size: Size): number {
  if (positions.size === 0) return NODE_HEIGHT
  const bottom = Math.max(...[...positions.values()].map(({ y }) => y)) + NODE_HEIGHT
  return bottom * viewBelow(positions, size).zoom + 2 * MARGIN
}
