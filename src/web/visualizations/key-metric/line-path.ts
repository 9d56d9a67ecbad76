import type { Figure } from '../../../model/result.ts'

export interface Scale {
  readonly width: number
  readonly height: number
  /** Figures at the lower and the upper edge. */
  readonly low: number
  readonly high: number
  /** Points from the left edge to the right one. */
  readonly length: number
}

/** A scale that has room for all of the series, and for zero. */
export function fitScale(
  series: readonly (readonly Figure[])[],
  { width, height }: Pick<Scale, 'width' | 'height'>,
): Scale {
  const figures = series.flat().filter((figure) => figure !== null)
  const low = figures.reduce((least, figure) => Math.min(least, figure), 0)
  const high = figures.reduce((most, figure) => Math.max(most, figure), 0)
  const length = series.reduce((most, { length: own }) => Math.max(most, own), 0)
  return { width, height, low, high, length }
}

/** The path of an SVG through figures, with a gap where there is none. */
export function drawLine(figures: readonly Figure[], scale: Scale): string {
  const { width, height, low, high, length } = scale
  const span = high - low || 1
  const x = (k: number) => round(length < 2 ? width / 2 : (k / (length - 1)) * width)
  const y = (figure: number) => round(height - ((figure - low) / span) * height)
  return figures
    .map((figure, k) => {
      if (figure === null) return ''
      const isStart = k === 0 || figures[k - 1] === null
      const isAlone = isStart && (figures[k + 1] ?? null) === null
      return `${isStart ? 'M' : 'L'}${x(k)} ${y(figure)}${isAlone ? 'h0.01' : ''}`
    })
    .join('')
}

const round = (value: number): number => Math.round(value * 100) / 100
