import type { NumberFormat } from '../../model/format.ts'
import type { Box, Size } from './box.ts'
import type { AxisTick } from './cartesian-layout.ts'
import { textWidth } from './fit-text.ts'
import { niceTicks } from './nice-ticks.ts'
import { printTick } from './print-tick.ts'

export interface Point {
  readonly key: string
  readonly name: string
  readonly x: number
  readonly y: number
  /** In proportion to the area of its bubble; all points are alike without it. */
  readonly size?: number | undefined
  readonly color: string
  /** Where it was in the range that it is compared with. */
  readonly before?: { readonly x: number; readonly y: number }
}

export interface PlacedPoint extends Point {
  readonly left: number
  readonly top: number
  readonly radius: number
}

export interface Axis {
  readonly name: string
  readonly format: NumberFormat | undefined
}

export interface ScatterLayout {
  readonly plot: Box
  readonly points: readonly PlacedPoint[]
  readonly left: readonly AxisTick[]
  readonly bottom: readonly AxisTick[]
  readonly xOf: (value: number) => number
  readonly yOf: (value: number) => number
}

const BELOW = 40
const SMALLEST = 4
const LARGEST = 26

/** Points over two axes of numbers, both with zero; largest bubbles first, so that small ones lie above. */
export function layOutScatter(
  points: readonly Point[],
  axes: { readonly x: Axis; readonly y: Axis },
  { width, height }: Size,
): ScatterLayout {
  const hasSizes = points.some(({ size }) => size !== undefined)
  const margin = hasSizes ? LARGEST / 2 : 6
  const yTicks = ticksOf(
    points.flatMap(({ y, before }) => [y, before?.y ?? y]),
    axes.y,
    Math.floor((height - BELOW) / 48),
  )
  const start = Math.max(...yTicks.labels.map(textWidth)) + 12
  const plot = {
    x: start,
    y: 18 + margin / 2,
    width: Math.max(20, width - start - margin - 6),
    height: Math.max(20, height - BELOW - 18 - margin / 2),
  }
  const xTicks = ticksOf(
    points.flatMap(({ x, before }) => [x, before?.x ?? x]),
    axes.x,
    Math.floor(plot.width / 80),
  )
  const xOf = scale(xTicks.ticks, plot.x, plot.x + plot.width)
  const yOf = scale(yTicks.ticks, plot.y + plot.height, plot.y)
  const most = points.reduce((max, { size = 0 }) => Math.max(max, size), 0)
  return {
    plot,
    xOf,
    yOf,
    left: yTicks.ticks.map((tick, k) => ({ at: yOf(tick), label: yTicks.labels[k] as string })),
    bottom: xTicks.ticks.map((tick, k) => ({ at: xOf(tick), label: xTicks.labels[k] as string })),
    points: points
      .map((point) => ({
        ...point,
        left: xOf(point.x),
        top: yOf(point.y),
        radius: radiusOf(point.size, most),
      }))
      .toSorted((a, b) => b.radius - a.radius),
  }
}

function ticksOf(values: readonly number[], { format }: Axis, most: number) {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const ticks = niceTicks(low, high, Math.max(2, most), format?.type)
  return { ticks, labels: ticks.map((tick) => printTick(tick, format)) }
}

function scale(ticks: readonly number[], from: number, to: number): (value: number) => number {
  const low = ticks[0] ?? 0
  const span = (ticks.at(-1) ?? 1) - low || 1
  return (value) => from + ((value - low) / span) * (to - from)
}

const radiusOf = (size: number | undefined, most: number): number =>
  size === undefined
    ? 5
    : most <= 0
      ? SMALLEST
      : Math.max(SMALLEST, Math.sqrt(Math.max(0, size) / most) * LARGEST)
