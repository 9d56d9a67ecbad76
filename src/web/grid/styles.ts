import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

/** A cell of any kind: heads and data. */
export const cellStyle = style({
  boxSizing: 'border-box',
  display: 'flex',
  alignItems: 'center',
  columnGap: 8,
  paddingX: 8,
  font: 'ui-sm',
  color: 'neutral',
  whiteSpace: 'nowrap',
  overflow: 'clip',
  fontVariantNumeric: 'tabular-nums',
  fontWeight: { default: 'normal', isTotal: 'bold' },
  justifyContent: { align: { start: 'start', end: 'end' } },
  borderYWidth: 0,
  borderXWidth: 0,
  borderBottomWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-200',
  backgroundColor: {
    default: 'layer-2',
    tone: { 1: 'blue-100', 2: 'blue-200', 3: 'blue-300', 4: 'blue-400', 5: 'blue-500' },
    isTotal: 'gray-75',
    isSelected: 'blue-200',
  },
  outlineStyle: { default: 'none', isFocused: 'solid', ':focus': 'solid' },
  outlineWidth: 2,
  outlineOffset: -2,
  outlineColor: { default: 'gray-400', ':focus': 'focus-ring' },
  userSelect: 'none',
  cursor: 'default',
})

export const ellipsis = style({
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  minWidth: 0,
})

/** A button inside a cell; the keyboard reaches what it does without it. */
export const innerButton = style({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flexShrink: 0,
  width: 20,
  height: 20,
  padding: 0,
  borderWidth: 0,
  borderRadius: 'sm',
  font: 'ui-xs',
  color: 'neutral',
  backgroundColor: { default: 'transparent', ':hover': 'gray-200' },
  cursor: 'pointer',
})
