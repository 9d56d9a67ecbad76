import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** Lists, and what is read: as wide in all places, so that nothing moves from one to the next. */
export const listPage = style({
  display: 'grid',
  gap: 16,
  maxWidth: 1280,
  marginX: 'auto',
  minWidth: 0,
})

/** Editors of two columns. */
export const page = style({
  display: 'grid',
  gap: 16,
  maxWidth: 1440,
  marginX: 'auto',
  minWidth: 0,
})

/** Beside each other where there is room. */
export const columns = style({
  display: 'grid',
  gridTemplateColumns: { default: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
  gap: 16,
  alignItems: 'start',
})

export const column = style({ display: 'grid', gap: 16, minWidth: 0 })
