import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { type RefObject, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { grid as texts } from '../texts/grid.ts'

interface ActButtonProps {
  readonly scroller: RefObject<HTMLElement | null>
}

/** “…” in the cell under the pointer: for those who do not think of the right button. */
export function ActButton({ scroller }: ActButtonProps) {
  const [cell, setCell] = useState<Element | null>(null)
  useEffect(() => {
    const element = scroller.current
    const over = ({ target }: PointerEvent) =>
      setCell(target instanceof Element ? target.closest('[data-row]') : null)
    const leave = () => setCell(null)
    element?.addEventListener('pointerover', over)
    element?.addEventListener('pointerleave', leave)
    return () => {
      element?.removeEventListener('pointerover', over)
      element?.removeEventListener('pointerleave', leave)
    }
  }, [scroller])
  if (cell === null || !cell.isConnected) return null
  const isNumber = cell.getAttribute('role') === 'gridcell'
  return createPortal(
    <button
      type="button"
      tabIndex={-1}
      data-press="act"
      aria-label={texts.actions}
      className={button({ isNumber })}
    >
      …
    </button>,
    cell,
  )
}

const button = style({
  position: 'absolute',
  insetY: 4,
  insetStart: { default: 'auto', isNumber: 2 },
  insetEnd: { default: 8, isNumber: 'auto' },
  width: 20,
  padding: 0,
  borderWidth: 1,
  borderStyle: 'solid',
  borderColor: 'gray-300',
  borderRadius: 'sm',
  backgroundColor: { default: 'layer-2', ':hover': 'gray-200' },
  color: 'neutral',
  font: 'ui-xs',
  lineHeight: 'ui',
  cursor: 'pointer',
})
