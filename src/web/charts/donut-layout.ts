export interface Slice {
  readonly key: string
  readonly name: string
  readonly color: string
  readonly value: number
  readonly print: string
}

export interface PlacedSlice extends Slice {
  readonly path: string
  readonly share: number
  /** The middle of its arc, from the middle of the ring. */
  readonly x: number
  readonly y: number
}

/** Slices of a ring of the given radius, clockwise from the top; those without a value have no area. */
export function layOutDonut(slices: readonly Slice[], radius: number): readonly PlacedSlice[] {
  const whole = slices.reduce((sum, { value }) => sum + Math.max(0, value), 0)
  const inner = radius * 0.62
  let turn = 0
  return slices.map((slice) => {
    const share = whole === 0 ? 0 : Math.max(0, slice.value) / whole
    const from = turn
    turn += share
    const middle = (from + turn) / 2
    const [x, y] = onCircle(middle, (radius + inner) / 2)
    return { ...slice, share, x, y, path: ringPath(from, turn, radius, inner) }
  })
}

const onCircle = (turn: number, radius: number): readonly [number, number] => [
  Math.sin(turn * 2 * Math.PI) * radius,
  -Math.cos(turn * 2 * Math.PI) * radius,
]

function ringPath(from: number, to: number, outer: number, inner: number): string {
  if (to - from <= 0) return ''
  // An arc cannot end where it begins.
  const end = Math.min(to, from + 0.99999)
  const large = end - from > 0.5 ? 1 : 0
  const point = (turn: number, radius: number) =>
    onCircle(turn, radius)
      .map((n) => n.toFixed(2))
      .join(' ')
  return `M${point(from, outer)}A${outer} ${outer} 0 ${large} 1 ${point(end, outer)}L${point(end, inner)}A${inner} ${inner} 0 ${large} 0 ${point(from, inner)}Z`
}
