import type { Box } from './box.ts'

/** A line of a hover card. */
export interface CardLine {
  readonly name: string
  readonly value: string
  readonly color?: string
}

/** Something drawn that stands for a number. Lengths are pixels of the drawing. */
export interface ChartMark {
  readonly id: string
  /** What it is and says, for those who do not see it: `Paid search, Orders: 136`. */
  readonly name: string
  /** Its place among all marks, for arrow keys; both count from 0, rows above the values downwards from -1. */
  readonly column: number
  readonly row: number
  /** Where its card points to. */
  readonly x: number
  readonly y: number
  /** Where the pointer means it; of several that overlap the nearest is meant. */
  readonly hit: Box
  /** It lies above others: meant wherever the pointer is in its hit area. */
  readonly isAbove?: boolean
  /** What a focus ring goes round; a dot at x and y without it. */
  readonly ring?: Box
  readonly title: string
  readonly lines: readonly CardLine[]
  /** Opens what can be done with it, at its element. */
  readonly onAct?: (element: Element) => void
}
