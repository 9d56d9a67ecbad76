import type { CanvasEdits } from './board-types.ts'
import type { CanvasSettings } from './canvas-settings.ts'
import { connect, disconnect, removeNode, renameNode } from './edit-canvas.ts'
import type { BoardMark } from './walk-board.ts'

interface Editing {
  readonly settings: CanvasSettings
  readonly onChange: ((settings: CanvasSettings) => void) | null
  readonly marks: readonly BoardMark[]
  /** null: the drawing itself. */
  readonly goTo: (id: string | null) => void
}

/** What changes the canvas; the focus goes on to what is next to what was removed. */
export function makeEdits({ settings, onChange, marks, goTo }: Editing): CanvasEdits | null {
  if (onChange === null) return null
  const change = (next: CanvasSettings, focused: string | null) => {
    onChange(next)
    goTo(focused)
  }
  return {
    connect: (from, to) => onChange(connect(settings, from, to)),
    disconnect: (from, to) => change(disconnect(settings, [from, to]), from),
    rename: (id, name) => change(renameNode(settings, id, name), id),
    remove: (id) => {
      const next = removeNode(settings, id)
      change(next, findNearest(marks, id, next))
    },
  }
}

function findNearest(
  marks: readonly BoardMark[],
  id: string,
  { nodes }: CanvasSettings,
): string | null {
  const start = marks.find((mark) => mark.id === id)
  const left = marks.filter((mark) => nodes.some((node) => node.id === mark.id))
  const distance = ({ x, y }: BoardMark) => Math.hypot(x - (start?.x ?? 0), y - (start?.y ?? 0))
  return left.toSorted((one, other) => distance(one) - distance(other))[0]?.id ?? null
}
