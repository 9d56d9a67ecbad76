import type { SegmentRef } from '../../model/conditions.ts'
import { texts } from '../texts/index.ts'
import { useDragged } from './dragging.ts'
import { DropZone } from './drop-zone.tsx'
import { segmentOfDropped } from './dropped-segment.ts'

/** Where something is dropped to filter a panel by it; shown while that is dragged which can. */
export function PanelDropZone({ onAdd }: { readonly onAdd: (segment: SegmentRef) => void }) {
  const dragged = useDragged()
  if (dragged === null || segmentOfDropped(dragged) === null) return null
  return (
    <DropZone
      label={texts.drag.filterPanel(dragged.name)}
      onDrop={(dropped) => {
        const segment = segmentOfDropped(dropped)
        if (segment !== null) onAdd(segment)
      }}
    />
  )
}
