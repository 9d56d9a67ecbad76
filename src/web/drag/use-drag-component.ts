import { useDrag } from 'react-aria'
import { setDragged } from './dragging.ts'
import type { Dropped } from './dropped.ts'

/** Under which what is dragged is known to this application only. */
const DROPPED_TYPE = 'application/x-throughline-component'

/** Lets an element be dragged as a component: by pointer, by Enter and arrow keys, by a screen reader. */
export function useDragComponent(dropped: Dropped, onUsed?: () => void) {
  const { dragProps, isDragging } = useDrag({
    getItems: () => [{ [DROPPED_TYPE]: JSON.stringify(dropped), 'text/plain': dropped.name }],
    onDragStart: () => setDragged(dropped),
    onDragEnd: ({ dropOperation }) => {
      setDragged(null)
      if (dropOperation !== 'cancel') onUsed?.()
    },
  })
  return { dragProps: { ...dragProps, role: 'button', tabIndex: 0 } as const, isDragging }
}
