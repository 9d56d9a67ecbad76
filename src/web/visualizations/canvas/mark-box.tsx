import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { actHandlers } from '../../components/act-handlers.ts'
import { MoreDots } from '../../components/more-dots.tsx'
import { Unseen } from '../../components/unseen.tsx'
import { usePointed } from '../../components/use-pointed.ts'
import type { CanvasMark } from './describe-canvas.ts'

interface MarkBoxProps {
  readonly mark: CanvasMark
  /** The one that Tab goes to. */
  readonly isCurrent: boolean
  readonly onFocus: (id: string) => void
  readonly children: ReactNode
}

/** A number that is acted on: pressed, by right click, or by Shift+F10; where nothing can be done it is only read. */
export function MarkBox({
  mark: { id, label, onAct },
  isCurrent,
  onFocus,
  children,
}: MarkBoxProps) {
  const { isPointed, pointing } = usePointed()
  const common = {
    'data-mark': id,
    tabIndex: isCurrent ? 0 : -1,
    onFocus: () => onFocus(id),
  }
  if (onAct === undefined) {
    return (
      <div {...common} role="img" aria-label={label} className={box({})}>
        <span className={content}>{children}</span>
      </div>
    )
  }
  return (
    <button
      {...common}
      type="button"
      aria-haspopup="menu"
      className={box({ isPressable: true })}
      onClick={(event) => onAct(event.currentTarget)}
      {...actHandlers(onAct)}
      {...pointing}
    >
      <Unseen>{label}</Unseen>
      <span aria-hidden="true" className={content}>
        {children}
      </span>
      <MoreDots isShown={isPointed} side="end" />
    </button>
  )
}

const content = style({ display: 'grid', minWidth: 0 })
const box = style({
  position: 'relative',
  display: 'grid',
  boxSizing: 'border-box',
  width: 'full',
  minWidth: 0,
  minHeight: 24,
  alignContent: 'center',
  paddingX: 4,
  paddingY: 0,
  font: 'ui-xs',
  color: 'neutral',
  textAlign: 'start',
  fontVariantNumeric: 'tabular-nums',
  backgroundColor: {
    default: 'transparent',
    isPressable: { default: 'transparent', ':hover': 'gray-100' },
  },
  borderWidth: 0,
  borderRadius: 'sm',
  cursor: { default: 'default', isPressable: 'pointer' },
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
