import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useState } from 'react'
import { texts } from '../../../texts/index.ts'
import { useBuilder } from './builder-context.ts'
import type { Edited } from './edit-tree.ts'
import { nameRule } from './say-rule.ts'
import { conditionAt } from './tree.ts'

interface DropSlotProps {
  /** What a drop makes of the segment; null where it would change nothing. */
  readonly drop: (dragged: readonly (string | number)[]) => Edited | null
}

/** A place between rules for the one that is dragged; keys move rules without it. */
export function DropSlot({ drop }: DropSlotProps) {
  const { root, components, dragged, drag, edit } = useBuilder()
  const [isOver, setOver] = useState(false)
  const edited = dragged === null ? null : drop(dragged)
  if (dragged === null || edited === null) return null
  return (
    <div
      aria-hidden
      data-drop-slot
      className={slot({ isOver })}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        drag(null)
        edit(edited)
      }}
    >
      {texts.builder.dropHere(nameRule(conditionAt(root, dragged), components))}
    </div>
  )
}

const slot = style({
  font: 'ui-sm',
  color: { default: 'neutral-subdued', isOver: 'accent' },
  paddingX: 8,
  paddingY: 4,
  borderWidth: 1,
  borderStyle: { default: 'dashed', isOver: 'solid' },
  borderColor: { default: 'gray-400', isOver: 'blue-900' },
  borderRadius: 'default',
  backgroundColor: { default: 'transparent', isOver: 'blue-100' },
})
