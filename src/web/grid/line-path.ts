import type { GridLine } from './grid-model.ts'

type Values = GridLine['values']

/** Paths of SVG for lines that share a scale, from the lowest to the highest of all their values. */
export function drawLines(
  lines: readonly Values[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly string[] {
  const known = lines.flat().filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const y = (value: number) =>
    high === low ? height / 2 : height - ((value - low) / (high - low)) * height
  return lines.map((values) => {
    const x = (index: number) =>
      values.length < 2 ? width / 2 : (index / (values.length - 1)) * width
    return values.reduce<string>((path, value, index) => {
      if (value === null) return path
      const isFirst = index === 0 || values[index - 1] === null
      return `${path}${isFirst ? 'M' : 'L'}${round(x(index))} ${round(y(value))}`
    }, '')
  })
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10
