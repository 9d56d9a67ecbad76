import type { Box } from './box.ts'
import type { CartesianLayout } from './cartesian-layout.ts'
import { fitText, textWidth } from './fit-text.ts'

/** Something that happened, at a position or from one to another; both count from 0. */
export interface Flag {
  readonly id: string
  readonly at: number
  readonly until?: number
  readonly name: string
  /** When it was, and what more is to be said: lines of its card. */
  readonly details?: readonly string[]
  readonly color?: string
  /** Opens what can be done with it, at its element. */
  readonly onAct?: ((element: Element) => void) | undefined
}

export interface PlacedFlag extends Flag {
  readonly x: number
  /** The upper edge of the flag. */
  readonly y: number
  /** Of those that begin at the same position: counted from 0, downwards. */
  readonly lane: number
  /** The stretch behind the values; nothing of what has one position. */
  readonly stretch: Box | null
  readonly label: { readonly text: string; readonly isLeft: boolean } | null
  /** The flag with its label. */
  readonly box: Box
}

type Place = Pick<CartesianLayout, 'plot' | 'xOf' | 'room'>

export const FLAG_WIDTH = 8
const LANE_HEIGHT = 14
const GAP = 4
const LEAST_TEXT = 40

/** Where flags stand: labels beside them as far as there is room before the next one. Lengths are pixels. */
export function layOutFlags(flags: readonly Flag[], place: Place): readonly PlacedFlag[] {
  const sorted = flags.toSorted((a, b) => a.at - b.at)
  const lanes = lanesOf(sorted, place)
  const used = new Map<number, number>()
  return sorted.map((flag, index) => {
    const lane = lanes[index] as number
    const x = place.xOf(flag.at)
    const next = sorted.findIndex((_, other) => other > index && lanes[other] === lane)
    const { plot } = place
    const free = {
      start: used.get(lane) ?? plot.x,
      end: next < 0 ? plot.x + plot.width : place.xOf(sorted[next]?.at ?? 0),
    }
    const label = labelOf(flag.name, x, free)
    const width = FLAG_WIDTH + (label === null ? 0 : GAP + textWidth(label.text))
    const box = {
      x: label?.isLeft === true ? x - width : x,
      y: plot.y + lane * LANE_HEIGHT,
      width,
      height: LANE_HEIGHT,
    }
    used.set(lane, Math.max(x, box.x + width) + GAP)
    return { ...flag, x, y: box.y, lane, stretch: stretchOf(flag, place), label, box }
  })
}

/** Flags that would lie on each other stand below each other. */
function lanesOf(sorted: readonly Flag[], { xOf }: Place): readonly number[] {
  const ends: number[] = []
  return sorted.map(({ at }) => {
    const x = xOf(at)
    const free = ends.findIndex((end) => end <= x)
    const lane = free < 0 ? ends.length : free
    ends[lane] = x + FLAG_WIDTH + GAP
    return lane
  })
}

function labelOf(
  name: string,
  x: number,
  { start, end }: { readonly start: number; readonly end: number },
): PlacedFlag['label'] {
  const around = FLAG_WIDTH + 2 * GAP
  const [left, right] = [x - start - around, end - x - around]
  const whole = textWidth(name)
  const isLeft = whole > right && (whole <= left || left > right)
  const room = isLeft ? left : right
  return room < Math.min(whole, LEAST_TEXT) ? null : { text: fitText(name, room), isLeft }
}

function stretchOf({ at, until = at }: Flag, { plot, xOf, room }: Place): Box | null {
  if (until <= at) return null
  const start = Math.max(plot.x, xOf(at) - room / 2)
  const end = Math.min(plot.x + plot.width, xOf(until) + room / 2)
  return { x: start, y: plot.y, width: end - start, height: plot.height }
}
