import { readKey } from './keys.ts'
import { findCell } from './use-active.ts'
import { positionOf } from './use-drag-selection.ts'
import { act, type Acting } from './acting.ts'
import { obey } from './grid-commands.ts'
import { fitWidth, press, pressButton } from './grid-pointer.ts'

/** What the grid hears: keys, the pointer, copying. Cells hear nothing by themselves. */
export function useGridEvents(acting: Acting) {
  const { scroller, isRightToLeft } = acting
  return {
    onKeyDown: (event: React.KeyboardEvent) => {
      const command = readKey(event, isRightToLeft)
      if (command === null || !obey(acting, command)) return
      event.preventDefault()
      event.stopPropagation()
    },
    onPointerDown: (event: React.PointerEvent) => press(acting, event),
    onClick: (event: React.MouseEvent) => pressButton(acting, event),
    onDoubleClick: (event: React.MouseEvent) => fitWidth(acting, event.target),
    onContextMenu: (event: React.MouseEvent) => {
      const at = positionOf(event.target)
      if (at === null || acting.props.onAct === undefined) return
      event.preventDefault()
      act(acting, at)
    },
    onFocus: (event: React.FocusEvent) => {
      const at = positionOf(event.target)
      if (at !== null && event.target !== findCell(scroller.current, acting.active)) {
        acting.goTo(at, 'only-focus')
      }
    },
  }
}
