/** A colour on light ground and on dark. */
export interface ThemedColor {
  readonly light: string
  readonly dark: string
}

/** Categories in the order in which they are given out; told apart by people who are colour-blind, too. */
export const categorical: readonly ThemedColor[] = [
  { light: '#2f5fe0', dark: '#6f93ff' },
  { light: '#d67304', dark: '#f27d0d' },
  { light: '#147860', dark: '#4db579' },
  { light: '#871f82', dark: '#d273c2' },
  { light: '#389dd5', dark: '#8ddcfd' },
  { light: '#87610e', dark: '#dcbe3f' },
  { light: '#7461aa', dark: '#a4affd' },
  { light: '#7b8297', dark: '#aeb5bc' },
]

const css = ({ light, dark }: ThemedColor): string => `light-dark(${light}, ${dark})`

/** The colour of the nth category, beginning again after the last. */
export const categoryColor = (index: number): string =>
  css(categorical[index % categorical.length] as ThemedColor)

export const mutedColor = css({ light: '#9aa1ac', dark: '#7b828d' })
export const worseColor = css({ light: '#c9252d', dark: '#ff7b73' })
export const restColor = css({ light: '#c3c8d0', dark: '#565c66' })

/** From nothing to the whole: one hue, stronger with the share (0 to 1). */
export const sequentialColor = (share: number): string => {
  const alpha = Math.round(Math.min(1, Math.max(0, share)) * 85) / 100
  return `light-dark(rgb(47 95 224 / ${alpha * 0.8}), rgb(111 147 255 / ${alpha * 0.75}))`
}
