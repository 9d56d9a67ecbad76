import { type KeyboardEvent, type SVGProps, useRef, useState } from 'react'
import { type GraphMark, isDrawn, moveFocus } from './graph-focus.ts'
import type { GraphLayout } from './graph-layout.ts'

/** What makes an element of the drawing a button among the others. */
export type MarkProps = Pick<
  SVGProps<SVGGElement>,
  'ref' | 'role' | 'tabIndex' | 'onClick' | 'onFocus' | 'onKeyDown' | 'aria-pressed'
>

/** Marks of which one at a time is a stop of the tabulator. */
export function useMarks(
  layout: GraphLayout,
  selected: GraphMark | null,
  onSelect: (mark: GraphMark | null) => void,
) {
  const elements = useRef(new Map<string, SVGGElement>())
  const [moved, setMoved] = useState<GraphMark | null>(null)
  const stop = [moved, selected].find((mark) => mark !== null && isDrawn(layout, mark))
  const focused = stop ?? { node: layout.nodes[0]!.id, link: null }
  const move = (event: KeyboardEvent) => {
    const next = moveFocus(layout, focused, event.key)
    if (next === null) return
    event.preventDefault()
    setMoved(next)
    elements.current.get(nameOf(next))?.focus()
  }
  return {
    propsOf(mark: GraphMark): MarkProps {
      const name = nameOf(mark)
      const isSelected = selected !== null && nameOf(selected) === name
      const toggle = () => onSelect(isSelected ? null : mark)
      return {
        ref: (element) => {
          if (element === null) elements.current.delete(name)
          else elements.current.set(name, element)
        },
        role: 'button',
        tabIndex: nameOf(focused) === name ? 0 : -1,
        'aria-pressed': isSelected,
        onClick: toggle,
        onFocus: () => {
          if (nameOf(focused) !== name) setMoved(mark)
        },
        onKeyDown: (event) => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault()
            toggle()
          } else move(event)
        },
      }
    },
  }
}

const nameOf = ({ node, link }: GraphMark): string => link ?? node
