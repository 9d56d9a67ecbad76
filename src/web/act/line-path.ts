/** The path of a line of numbers from 0 (or the lowest) to the highest; a number that is not there leaves a gap. */
export function linePath(
  values: readonly (number | null)[],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const known = values.filter((value) => value !== null)
  const low = Math.min(0, ...known)
  const range = Math.max(0, ...known) - low || 1
  const step = values.length < 2 ? 0 : width / (values.length - 1)
  let isDrawn = false
  const parts = values.map((value, index) => {
    if (value === null) {
      isDrawn = false
      return ''
    }
    const letter = isDrawn ? 'L' : 'M'
    isDrawn = true
    const y = height - ((value - low) / range) * height
    return `${letter}${(index * step).toFixed(1)} ${y.toFixed(1)}`
  })
  return parts.join('')
}
