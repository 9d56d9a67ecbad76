import { NODE_HEIGHT, NODE_WIDTH } from './canvas-measures.ts'
import type { Position } from './canvas-settings.ts'
import type { Direction } from './lay-out-canvas.ts'

/** From a node to another one, by their upper left corners, through some points in between. */
export interface Route {
  readonly from: Position
  readonly to: Position
  readonly bends: readonly Position[]
}

interface ArrowPath {
  /** The curve, without its tip. */
  readonly line: string
  readonly tip: string
  /** Where its numbers stand. */
  readonly label: Position
}

const TIP = 8
/** Half of the room between two layers, where numbers stand. */
const BEFORE_END = 56
const BEFORE_END_BELOW = 26

/** A curve that leaves and enters nodes and bends straight on. */
export function arrowPath({ from, to, bends }: Route, direction: Direction): ArrowPath {
  const isRight = direction === 'RIGHT'
  const start = isRight
    ? { x: from.x + NODE_WIDTH, y: from.y + NODE_HEIGHT / 2 }
    : { x: from.x + NODE_WIDTH / 2, y: from.y + NODE_HEIGHT }
  const end = isRight
    ? { x: to.x, y: to.y + NODE_HEIGHT / 2 }
    : { x: to.x + NODE_WIDTH / 2, y: to.y }
  const ahead = ({ x, y }: Position, by: number): Position =>
    isRight ? { x: x + by, y } : { x, y: y + by }
  const points = [start, ...bends, ahead(end, -TIP)]
  const curves = points.slice(1).map((point, index): Curve => {
    const before = points[index]!
    const along = isRight ? point.x - before.x : point.y - before.y
    const bend = Math.max(along / 2, along < 24 ? 32 : 0)
    return [before, ahead(before, bend), ahead(point, -bend), point]
  })
  const last = curves.at(-1)!
  const along = isRight ? last[3].x - last[0].x : last[3].y - last[0].y
  const room = isRight ? BEFORE_END : BEFORE_END_BELOW
  return {
    line: `M${print(start)} ${curves.map(([, b, c, d]) => `C${print(b)} ${print(c)} ${print(d)}`).join(' ')}`,
    tip: `M${print(end)} ${isRight ? `l${-TIP},-5 v10 z` : `l-5,${-TIP} h10 z`}`,
    // Before its end, where no node is in between.
    label: pointOf(last, along <= 2.5 * room ? 0.5 : 1 - room / along),
  }
}

type Curve = readonly [Position, Position, Position, Position]

function pointOf([a, b, c, d]: Curve, share: number): Position {
  const rest = 1 - share
  const weights = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3] as const
  const sum = (axis: 'x' | 'y') =>
    a[axis] * weights[0] + b[axis] * weights[1] + c[axis] * weights[2] + d[axis] * weights[3]
  return { x: sum('x'), y: sum('y') }
}

const print = ({ x, y }: Position): string => `${round(x)},${round(y)}`
const round = (value: number): number => Math.round(value * 10) / 10
