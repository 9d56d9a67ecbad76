import { ActionButton } from '@react-spectrum/s2/ActionButton'
import { Menu, MenuTrigger } from '@react-spectrum/s2/Menu'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type ReactNode, useState } from 'react'
import { createPortal } from 'react-dom'

interface AnchoredMenuProps {
  readonly label: string
  readonly anchor: Element
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A menu that opens at an element that is no button of its own. */
export function AnchoredMenu({ label, anchor, onClose, children }: AnchoredMenuProps) {
  const [{ left, bottom, width }] = useState(() => anchor.getBoundingClientRect())
  const place = { left: Math.max(0, left), top: bottom - 2, width: Math.min(width, 200) }
  return createPortal(
    <div className={spot} style={place}>
      <MenuTrigger isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
        <ActionButton size="XS" aria-label={label} styles={style({ width: 'full' })}>
          {' '}
        </ActionButton>
        <Menu aria-label={label} size="S" onAction={onClose}>
          {children}
        </Menu>
      </MenuTrigger>
    </div>,
    document.body,
  )
}

const spot = style({
  position: 'fixed',
  height: 2,
  overflow: 'hidden',
  opacity: 0,
  pointerEvents: 'none',
})
