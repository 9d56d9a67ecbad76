import type { Box } from './box.ts'

export interface Circle {
  readonly x: number
  readonly y: number
  readonly r: number
}

/** Two or three sets by their sizes and those of the overlaps of each two. */
export interface VennInput {
  readonly sizes: readonly number[]
  /** Of sets [0,1], [0,2] and [1,2]. */
  readonly overlaps: readonly number[]
}

export interface VennLayout {
  readonly circles: readonly Circle[]
  /** Whether areas and overlaps of two are in proportion to their numbers. */
  readonly isExact: boolean
}

const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const

/** Circles in proportion to sets, as far apart as their overlaps demand, as large as the room allows. */
export function layOutVenn({ sizes, overlaps }: VennInput, room: Box): VennLayout {
  const radii = sizes.map((size) => Math.sqrt(Math.max(0, size) / Math.PI))
  const used = pairs.filter(([, b]) => b < sizes.length)
  const apart = used.map(([a, b], k) =>
    findDistance(radii[a] ?? 0, radii[b] ?? 0, overlaps[k] ?? 0),
  )
  const { centers, isExact } = placeCenters(apart, sizes.length)
  const circles = centers.map(([x, y], k) => ({ x, y, r: radii[k] ?? 0 }))
  return { circles: fitInto(circles, room), isExact }
}

/** How far apart the middles of two circles are whose overlap has the given area. */
export function findDistance(a: number, b: number, overlap: number): number {
  const most = Math.PI * Math.min(a, b) ** 2
  if (overlap <= 0) return (a + b) * 1.08
  if (overlap >= most * 0.9999) return Math.abs(a - b)
  let [near, far] = [Math.abs(a - b), a + b]
  for (let step = 0; step < 60; step++) {
    const middle = (near + far) / 2
    if (overlapArea(a, b, middle) > overlap) near = middle
    else far = middle
  }
  return (near + far) / 2
}

/** The area that two circles share. */
export function overlapArea(a: number, b: number, distance: number): number {
  if (distance >= a + b) return 0
  if (distance <= Math.abs(a - b)) return Math.PI * Math.min(a, b) ** 2
  const part = (r: number, other: number) => {
    const cosine = (distance ** 2 + r ** 2 - other ** 2) / (2 * distance * r)
    const angle = 2 * Math.acos(Math.min(1, Math.max(-1, cosine)))
    return (r ** 2 / 2) * (angle - Math.sin(angle))
  }
  return part(a, b) + part(b, a)
}

/** A triangle with the given sides; where there is none, the third side gives way. */
function placeCenters(apart: readonly number[], count: number) {
  const [ab = 0, ac = 0, bc = 0] = apart
  if (count < 3)
    return {
      centers: [
        [0, 0],
        [ab, 0],
      ] as const,
      isExact: true,
    }
  const x = ab === 0 ? 0 : (ac ** 2 - bc ** 2 + ab ** 2) / (2 * ab)
  const squared = ac ** 2 - x ** 2
  const isExact = squared >= -1e-6 * ac ** 2
  const third = isExact
    ? ([x, Math.sqrt(Math.max(0, squared))] as const)
    : ([Math.min(ac, Math.max(-ac, x)), 0] as const)
  return { centers: [[0, 0], [ab, 0], third] as const, isExact }
}

function fitInto(circles: readonly Circle[], room: Box): readonly Circle[] {
  const left = Math.min(...circles.map(({ x, r }) => x - r))
  const right = Math.max(...circles.map(({ x, r }) => x + r))
  const top = Math.min(...circles.map(({ y, r }) => y - r))
  const bottom = Math.max(...circles.map(({ y, r }) => y + r))
  const scale = Math.min(room.width / (right - left || 1), room.height / (bottom - top || 1))
  const dx = room.x + (room.width - (right - left) * scale) / 2
  const dy = room.y + (room.height - (bottom - top) * scale) / 2
  return circles.map(({ x, y, r }) => ({
    x: dx + (x - left) * scale,
    y: dy + (y - top) * scale,
    r: r * scale,
  }))
}

/** A point that is in the given sets and in no other, as far from all edges as there is one. */
export function pointIn(
  circles: readonly Circle[],
  sets: readonly number[],
): { readonly x: number; readonly y: number } | null {
  const steps = 48
  let best: { x: number; y: number } | null = null
  let most = 0
  const inside = sets.map((set) => circles[set] as Circle)
  const first = inside.reduce((least, circle) => (circle.r < least.r ? circle : least))
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      const x = first.x + (i / steps - 0.5) * 2 * first.r
      const y = first.y + (j / steps - 0.5) * 2 * first.r
      const room = Math.min(
        ...circles.map((circle, k) => {
          const depth = circle.r - Math.hypot(x - circle.x, y - circle.y)
          return sets.includes(k) ? depth : -depth
        }),
      )
      if (room <= most) continue
      most = room
      best = { x, y }
    }
  }
  return best
}
