import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'

interface TextButtonProps {
  readonly onPress: () => void
  readonly children: ReactNode
}

/** A button that stands in a text or a cell. */
export const TextButton = ({ onPress, children }: TextButtonProps) => (
  <button type="button" onClick={onPress} className={button}>
    {children}
  </button>
)

const button = style({
  font: 'ui-sm',
  color: 'neutral',
  textAlign: 'start',
  textDecoration: 'underline',
  overflowWrap: 'anywhere',
  backgroundColor: 'transparent',
  borderWidth: 0,
  padding: 0,
  cursor: 'pointer',
  borderRadius: 'sm',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
  outlineOffset: 2,
})
