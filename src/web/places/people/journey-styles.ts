import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** The line between the events of one day, or session, and the next. */
export const partHead = style({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  height: 'full',
  boxSizing: 'border-box',
  paddingX: 16,
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'layer-1',
  borderBottomWidth: 1,
  borderTopWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  minWidth: 0,
})

/** What is said below all events. */
export const journeyFoot = style({
  font: 'ui-xs',
  color: 'neutral-subdued',
  margin: 0,
  paddingX: 16,
  paddingY: 8,
  borderTopWidth: 1,
  borderBottomWidth: 0,
  borderXWidth: 0,
  borderStyle: 'solid',
  borderColor: 'gray-200',
})
