import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useRef, useState } from 'react'
import type { PanelDocument } from '../../../model/projects/document.ts'
import { bottomOf, type GridItem, inReadingOrder } from '../../project/grid-layout.ts'
import { setLayout } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import type { PanelContext } from '../../visualizations/index.ts'
import { GAP, ROW_HEIGHT, tileStyle } from './grid-measures.ts'
import { layOutPanel } from './lay-out-panel.ts'
import { useProjectPage } from './project-page.ts'
import { Tile } from './tile.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { nameOf } from './use-visualization.ts'

interface PanelGridProps {
  readonly panel: PanelDocument
  readonly context: PanelContext
}

/** The visualizations of a panel on 12 columns; one below the other where there is no room for columns. */
export function PanelGrid({ panel, context }: PanelGridProps) {
  const { edit, isEditable } = useProjectPage()
  const isNarrow = useIsNarrow()
  const grid = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<readonly GridItem[] | null>(null)
  const [said, setSaid] = useState('')
  const stored = layOutPanel(panel)
  const shown = dragged ?? stored
  const place = (items: readonly GridItem[], id: string) => {
    setDragged(null)
    const item = items.find((each) => each.id === id)
    const visualization = panel.visualizations.find((each) => each.id === id)
    if (item === undefined || visualization === undefined) return
    const name = nameOf(visualization)
    setSaid(texts.panel.placed(name, item.x + 1, item.y + 1, item.width, item.height))
    edit((document) => setLayout(document, panel.id, items), {
      note: texts.panel.arrange(name),
      key: `layout ${panel.id}`,
    })
  }
  // The document's order of elements stays while something moves: focus and drawings stay with it.
  const order = inReadingOrder(stored).map(({ id }) => id)
  return (
    <div
      ref={grid}
      className={isNarrow ? column : board}
      style={isNarrow ? undefined : { height: heightOf(shown) }}
    >
      {order.map((id) => {
        const visualization = panel.visualizations.find((each) => each.id === id)!
        const item = shown.find((each) => each.id === id)!
        return (
          <div
            key={id}
            className={isNarrow ? stacked : placed({ isDragged: dragged !== null })}
            style={isNarrow ? undefined : tileStyle(item)}
          >
            <Tile
              panel={panel}
              visualization={visualization}
              context={context}
              arranging={
                isNarrow || !isEditable
                  ? null
                  : { items: stored, grid, onDrag: setDragged, onPlace: (to) => place(to, id) }
              }
            />
          </div>
        )
      })}
      <div role="status" className={hidden}>
        {said}
      </div>
    </div>
  )
}

const heightOf = (items: readonly GridItem[]): number =>
  Math.max(0, bottomOf(items) * (ROW_HEIGHT + GAP) - GAP)

const board = style({ position: 'relative', minWidth: 0 })
const column = style({ display: 'grid', gap: 12, minWidth: 0 })
const stacked = style({ minWidth: 0 })
const placed = style({
  position: 'absolute',
  minWidth: 0,
  transition: { default: 'none', isDragged: '[left 120ms, top 120ms, width 120ms, height 120ms]' },
})
const hidden = style({
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
