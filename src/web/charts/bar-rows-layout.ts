import type { Size } from './box.ts'
import { textWidth } from './fit-text.ts'

/** A part of a row: one of several values beside each other or in a row. */
export interface BarPart {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly value: number | null
  readonly print: string
}

export interface BarRow {
  readonly key: string
  readonly name: string
  readonly parts: readonly BarPart[]
  /** Where a line marks a goal. */
  readonly target?: { readonly name: string; readonly value: number | null; readonly print: string }
}

export interface PlacedPart extends BarPart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedRow {
  readonly row: BarRow
  readonly y: number
  readonly height: number
  readonly parts: readonly PlacedPart[]
  readonly targetX: number | null
}

export interface BarRowsLayout {
  readonly rows: readonly PlacedRow[]
  readonly labelWidth: number
  readonly start: number
  readonly end: number
}

export type RowMode = 'beside' | 'stacked' | 'percent'

const NARROW = 360
const GAP = 8

/** The height of rows one below the other, in pixels. */
export const rowHeight = (parts: number, mode: RowMode): number =>
  mode === 'beside' ? Math.max(28, 10 + parts * 14) : 28

/** Rows of bars that begin at one line: names at the left, what they say at the right. Pixels. */
export function layOutBarRows(
  rows: readonly BarRow[],
  mode: RowMode,
  { width }: Size,
): BarRowsLayout {
  const widestName = Math.max(0, ...rows.map(({ name }) => textWidth(name)))
  const labelWidth = Math.min(widestName + 4, width * (width < NARROW ? 0.32 : 0.36))
  const start = labelWidth + GAP
  const valueWidth =
    mode === 'beside'
      ? Math.max(...rows.flatMap(({ parts }) => parts.map(({ print }) => textWidth(print))), 0) +
        GAP
      : 4
  const room = Math.max(20, width - start - valueWidth)
  const { low, high } = extent(rows, mode)
  const zero = start + (-low / (high - low)) * room
  const scale = room / (high - low)
  let y = 0
  const placed = rows.map((row): PlacedRow => {
    const height = rowHeight(row.parts.length, mode)
    const target = row.target?.value ?? null
    const parts = placeParts(row, mode, { y, height, zero, scale })
    const one = { row, y, height, parts, targetX: target === null ? null : zero + target * scale }
    y += height
    return one
  })
  return { rows: placed, labelWidth, start, end: start + room }
}

function extent(rows: readonly BarRow[], mode: RowMode) {
  if (mode === 'percent') return { low: 0, high: 1 }
  const ends = rows.flatMap(({ parts, target }) => {
    const values = parts.map(({ value }) => value ?? 0)
    const sums =
      mode === 'stacked' ? [values.reduce((sum, value) => sum + Math.max(0, value), 0)] : values
    return [...sums, target?.value ?? 0]
  })
  const low = ends.reduce((least, value) => Math.min(least, value), 0)
  const high = ends.reduce((most, value) => Math.max(most, value), 0)
  return { low, high: high === low ? low + 1 : high }
}

interface RowPlace {
  readonly y: number
  readonly height: number
  readonly zero: number
  readonly scale: number
}

function placeParts({ parts }: BarRow, mode: RowMode, { y, height, zero, scale }: RowPlace) {
  if (mode === 'beside') {
    const own = (height - 10) / Math.max(1, parts.length)
    return parts.map((part, k): PlacedPart => {
      const value = part.value ?? 0
      const length = Math.abs(value) * scale
      return {
        ...part,
        x: value < 0 ? zero - length : zero,
        y: y + 5 + k * own,
        width: value === 0 ? 0 : Math.max(1, length),
        height: Math.max(2, own - (parts.length > 1 ? 2 : 0)),
      }
    })
  }
  const whole = parts.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0) || 1
  let x = zero
  return parts.map((part): PlacedPart => {
    const value = Math.max(0, part.value ?? 0)
    const width = (mode === 'percent' ? value / whole : value) * scale
    const placed = { ...part, x, y: y + 5, width, height: height - 10 }
    x += width
    return placed
  })
}
