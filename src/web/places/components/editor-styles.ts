import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

export const editorPage = style({
  display: 'grid',
  gap: 16,
  maxWidth: 1280,
  marginX: 'auto',
  minWidth: 0,
})

export const editorHead = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
})

export const editorTitle = style({ font: 'heading', margin: 0, flexGrow: 1 })

/** What is edited, beside what it makes. */
export const editorColumns = style({
  display: 'grid',
  gridTemplateColumns: { default: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
  gap: 16,
  alignItems: 'start',
})

export const editorColumn = style({ display: 'grid', gap: 16, minWidth: 0 })
