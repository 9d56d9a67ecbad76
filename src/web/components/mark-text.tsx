import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { actHandlers } from './act-handlers.ts'
import { MoreDots } from './more-dots.tsx'
import { usePointed } from './use-pointed.ts'

interface MarkTextProps {
  /** Acts on the number; absent where nothing can be done with it. */
  readonly onAct?: ((element: Element) => void) | undefined
  readonly children: ReactNode
}

/** A number in a text that can be acted on: pressed, by right click, or by Shift+F10. */
export function MarkText({ onAct, children }: MarkTextProps) {
  const { isPointed, pointing } = usePointed()
  if (onAct === undefined) return <span>{children}</span>
  return (
    <button
      type="button"
      aria-haspopup="menu"
      className={button}
      onClick={(event) => onAct(event.currentTarget)}
      {...actHandlers(onAct)}
      {...pointing}
    >
      {children}
      <MoreDots isShown={isPointed} />
    </button>
  )
}

const button = style({
  position: 'relative',
  fontFamily: 'inherit',
  fontSize: 'inherit',
  fontWeight: 'inherit',
  color: 'inherit',
  backgroundColor: { default: 'transparent', ':hover': 'gray-100' },
  borderWidth: 0,
  borderRadius: 'sm',
  paddingX: 4,
  paddingY: 0,
  minHeight: 24,
  marginX: -4,
  cursor: 'pointer',
  textAlign: 'start',
  fontVariantNumeric: 'tabular-nums',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
