import type { Figure } from '../../model/result.ts'
import type { Size } from './box.ts'

/** The path of a series through a room, on the scale of all series there; gaps stay, one value is a dot. */
export function sparkPath(
  figures: readonly Figure[],
  all: readonly (readonly Figure[])[],
  { width, height }: Size,
): string {
  const known = all.flat().filter((figure) => figure !== null)
  const low = known.reduce((least, figure) => Math.min(least, figure), Infinity)
  const high = known.reduce((most, figure) => Math.max(most, figure), -Infinity)
  const length = all.reduce((most, { length: own }) => Math.max(most, own), 0)
  const x = (k: number) => round(length < 2 ? width / 2 : 2 + (k / (length - 1)) * (width - 4))
  const y = (figure: number) =>
    round(high === low ? height / 2 : height - 3 - ((figure - low) / (high - low)) * (height - 6))
  return figures
    .map((figure, k) => {
      if (figure === null) return ''
      const isStart = k === 0 || figures[k - 1] === null
      const isAlone = isStart && (figures[k + 1] ?? null) === null
      return `${isStart ? 'M' : 'L'}${x(k)} ${y(figure)}${isAlone ? 'h0.01' : ''}`
    })
    .join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
