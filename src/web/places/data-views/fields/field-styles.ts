import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

export const hint = style({ font: 'ui-xs', color: 'neutral-subdued', maxWidth: 480 })

/** The settings of a setting. */
export const inside = style({
  display: 'grid',
  gap: 12,
  margin: 0,
  paddingY: 8,
  paddingStart: 12,
  paddingEnd: 0,
  minWidth: 0,
  borderWidth: 0,
  borderStartWidth: 2,
  borderStyle: 'solid',
  borderColor: 'gray-300',
})

export const wide = style({ width: 'full', maxWidth: 480 })
export const short = style({ width: 128 })
