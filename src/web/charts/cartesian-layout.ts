import type { NumberFormat } from '../../model/format.ts'
import type { Figure } from '../../model/result.ts'
import type { Box, Size } from './box.ts'
import { fitText, textWidth } from './fit-text.ts'
import { niceTicks } from './nice-ticks.ts'
import { printTick } from './print-tick.ts'
import { chooseTicks } from './tick-choice.ts'

/** A place along the axis: an interval or a category. */
export interface Position {
  readonly key: string
  /** Whole, as a card says it. */
  readonly name: string
  /** Below the axis. */
  readonly tick: string
}

export interface Band {
  readonly lower: number
  readonly upper: number
}

export interface Series {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly draw: 'line' | 'area' | 'bar'
  /** One per position; null draws nothing. */
  readonly values: readonly Figure[]
  /** `compared`, `trend` and `forecast` are dashed; a `trend` has no marks. */
  readonly look?: 'own' | 'compared' | 'trend' | 'forecast'
  readonly side?: 'left' | 'right'
  /** What was to be expected, one per position. */
  readonly bands?: readonly (Band | null)[]
  /** Whether a value is outside of what was to be expected. */
  readonly unusual?: readonly boolean[]
  readonly print: (value: Figure) => string
}

export type Stacking = 'none' | 'stacked' | 'percent'

export interface CartesianInput {
  readonly positions: readonly Position[]
  readonly series: readonly Series[]
  readonly stacking: Stacking
  /** Of the axis at the left, and at the right where there is one. */
  readonly formats: Readonly<Record<'left' | 'right', NumberFormat | undefined>>
  /** Bars touch, as those of a histogram do. */
  readonly areBucketsTouching?: boolean
}

/** From where to where a value is drawn, as values of its axis. */
interface Span {
  readonly low: number
  readonly high: number
}

export interface PlacedSeries extends Series {
  /** One per position, null where nothing is drawn. */
  readonly spans: readonly (Span | null)[]
  readonly yOf: (value: number) => number
  /** Of a bar: its place among those beside each other. */
  readonly slot: number
}

export interface AxisTick {
  readonly at: number
  readonly label: string
}

export interface CartesianLayout {
  readonly plot: Box
  readonly series: readonly PlacedSeries[]
  readonly left: readonly AxisTick[]
  readonly right: readonly AxisTick[]
  readonly bottom: readonly AxisTick[]
  /** The middle of a position. */
  readonly xOf: (index: number) => number
  /** The width that a position has. */
  readonly room: number
  /** Of one bar. */
  readonly barWidth: number
  readonly zero: number
}

const TICK_HEIGHT = 24
const TOP = 8
const ROOM_PER_TICK = 48

/** Where everything of a chart with two axes stands. Lengths are pixels. */
export function layOutCartesian(input: CartesianInput, { width, height }: Size): CartesianLayout {
  const spans = spansOf(input)
  const inner = Math.max(20, height - TICK_HEIGHT - TOP)
  const most = Math.max(2, Math.floor(inner / ROOM_PER_TICK))
  const sides = {
    left: axisOf(input, spans, 'left', most),
    right: axisOf(input, spans, 'right', most),
  }
  const start = axisWidth(sides.left)
  const end = Math.max(8, axisWidth(sides.right))
  const plot = { x: start, y: TOP, width: Math.max(20, width - start - end), height: inner }
  const hasBars = input.series.some(({ draw }) => draw === 'bar')
  const count = input.positions.length
  const room = hasBars || count < 2 ? plot.width / Math.max(1, count) : plot.width / (count - 1)
  const xOf = (index: number) =>
    plot.x + (hasBars || count < 2 ? (index + 0.5) * room : index * room)
  const scales = { left: scaleOf(sides.left, plot), right: scaleOf(sides.right, plot) }
  const slots = slotsOf(input)
  const bars = Math.max(1, ...slots.map((slot) => slot + 1))
  const share = input.areBucketsTouching === true ? 0.97 : count > 40 ? 0.85 : 0.68
  return {
    plot,
    series: input.series.map((series, s) => ({
      ...series,
      spans: spans[s] as readonly (Span | null)[],
      yOf: scales[series.side ?? 'left'],
      slot: slots[s] as number,
    })),
    left: ticksOf(sides.left, scales.left, input.formats.left),
    right: ticksOf(sides.right, scales.right, input.formats.right),
    bottom: bottomTicks(input.positions, room, xOf, hasBars),
    xOf,
    room,
    barWidth: Math.max(1, Math.min(64, (room * share) / bars)),
    zero: scales.left(0),
  }
}

/**
 * Stacked series stand on those before them, apart for those above and below zero; what they are compared with is a
 * stack of its own.
 */
function spansOf({ series, stacking, positions }: CartesianInput): (Span | null)[][] {
  const plain = (value: Figure): Span | null =>
    value === null ? null : { low: Math.min(0, value), high: Math.max(0, value) }
  if (stacking === 'none')
    return series.map(({ values }) => positions.map((_, k) => plain(values[k] ?? null)))
  const stacks = new Map(
    (['own', 'compared'] as const).map((look) => [look, openStack(series, positions.length, look)]),
  )
  return series.map((each) => {
    const stack = stacks.get(lookOf(each) as 'own')
    return positions.map((_, k) => {
      const value = each.values[k] ?? null
      if (value === null || stack === undefined) return plain(value)
      const part = stacking === 'percent' ? value / (stack.wholes[k] || 1) : value
      const tops = stack[part < 0 ? 'below' : 'above']
      const from = tops[k] ?? 0
      tops[k] = from + part
      return { low: Math.min(from, from + part), high: Math.max(from, from + part) }
    })
  })
}

/** Where the next part goes at each position, and what all parts are together. */
function openStack(series: readonly Series[], positions: number, look: Series['look']) {
  const parts = series.filter((each) => lookOf(each) === look)
  const zeros = () => Array.from({ length: positions }, () => 0)
  return {
    above: zeros(),
    below: zeros(),
    wholes: zeros().map((_, k) =>
      parts.reduce((sum, { values }) => sum + Math.abs(values[k] ?? 0), 0),
    ),
  }
}

const lookOf = ({ look = 'own' }: Series): Series['look'] => look

function slotsOf({ series, stacking }: CartesianInput): readonly number[] {
  let next = 0
  return series.map(({ draw, look = 'own' }) => {
    if (draw !== 'bar' || look === 'trend') return 0
    if (stacking !== 'none') return look === 'compared' ? 1 : 0
    return next++
  })
}

interface Axis {
  readonly ticks: readonly number[]
  readonly labels: readonly string[]
}

function axisOf(
  { series, stacking, formats }: CartesianInput,
  spans: readonly (readonly (Span | null)[])[],
  side: 'left' | 'right',
  most: number,
): Axis | null {
  let low = 0
  let high = 0
  let isUsed = false
  for (const [s, each] of series.entries()) {
    if ((each.side ?? 'left') !== side) continue
    isUsed = true
    for (const span of [...(spans[s] ?? []), ...bandsOf(each)]) {
      if (span === null) continue
      low = Math.min(low, span.low)
      high = Math.max(high, span.high)
    }
  }
  if (!isUsed) return null
  const format = stacking === 'percent' ? ({ type: 'percent' } as const) : formats[side]
  const ticks = niceTicks(
    low,
    stacking === 'percent' ? Math.min(1, high) : high,
    most,
    format?.type,
  )
  return { ticks, labels: ticks.map((tick) => printTick(tick, format)) }
}

const bandsOf = ({ bands = [] }: Series): readonly (Span | null)[] =>
  bands.map((band) => band && { low: band.lower, high: band.upper })

const axisWidth = (axis: Axis | null): number =>
  axis === null ? 0 : Math.ceil(Math.max(...axis.labels.map(textWidth))) + 10

function scaleOf(axis: Axis | null, { y, height }: Box): (value: number) => number {
  const low = axis?.ticks[0] ?? 0
  const high = axis?.ticks.at(-1) ?? 1
  return (value) => y + height - ((value - low) / (high - low || 1)) * height
}

const ticksOf = (
  axis: Axis | null,
  yOf: (value: number) => number,
  _format: NumberFormat | undefined,
): readonly AxisTick[] =>
  (axis?.ticks ?? []).map((tick, k) => ({ at: yOf(tick), label: axis?.labels[k] ?? '' }))

function bottomTicks(
  positions: readonly Position[],
  room: number,
  xOf: (index: number) => number,
  hasBars: boolean,
): readonly AxisTick[] {
  const widest = Math.max(0, ...positions.map(({ tick }) => textWidth(tick)))
  const isShort = hasBars && room >= 44
  const shown = chooseTicks(positions.length, room, isShort ? Math.min(widest, room - 12) : widest)
  return shown.map((index) => ({
    at: xOf(index),
    label: fitText(
      positions[index]?.tick ?? '',
      Math.max(room * (shown[1] ?? positions.length) - 8, 32),
    ),
  }))
}
