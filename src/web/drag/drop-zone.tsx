import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useRef } from 'react'
import { useDrop } from 'react-aria'
import { readDragged } from './dragging.ts'
import type { Dropped } from './dropped.ts'

interface DropZoneProps {
  /** What a drop does, in words. */
  readonly label: string
  readonly onDrop: (dropped: Dropped) => void
  /** Something has come over it: prepares its preview; what is given takes that back. */
  readonly onPrepare?: () => () => void
  /** True when something has hovered for a while, false when it has left. */
  readonly onPreview?: (isShown: boolean) => void
}

/** How long something hovers before its preview is shown, in milliseconds. */
const HOVER_MS = 150

/** A place where a component can be dropped. */
export function DropZone({ label, onDrop, onPrepare, onPreview }: DropZoneProps) {
  const ref = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const takeBack = useRef<() => void>(undefined)
  const leave = () => {
    clearTimeout(timer.current)
    takeBack.current?.()
    onPreview?.(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: () => (readDragged() === null ? 'cancel' : 'copy'),
    onDropEnter: () => {
      takeBack.current = onPrepare?.()
      timer.current = setTimeout(() => onPreview?.(true), HOVER_MS)
    },
    onDropExit: leave,
    onDrop: () => {
      clearTimeout(timer.current)
      takeBack.current = undefined
      const dropped = readDragged()
      if (dropped !== null) onDrop(dropped)
      onPreview?.(false)
    },
  })
  return (
    <div
      {...dropProps}
      ref={ref}
      role="button"
      tabIndex={0}
      aria-label={label}
      className={zone({ isDropTarget })}
    >
      {label}
    </div>
  )
}

const zone = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  display: 'flex',
  alignItems: 'center',
  boxSizing: 'border-box',
  minHeight: 28,
  paddingX: 12,
  color: { default: 'neutral', isDropTarget: 'accent' },
  backgroundColor: { default: 'elevated', isDropTarget: 'blue-100' },
  borderWidth: 1,
  borderStyle: { default: 'dashed', isDropTarget: 'solid' },
  borderColor: { default: 'gray-400', isDropTarget: 'blue-900' },
  borderRadius: 'default',
  overflowWrap: 'anywhere',
  outlineStyle: { default: 'none', ':focus-visible': 'solid' },
  outlineColor: 'focus-ring',
  outlineWidth: 2,
})
