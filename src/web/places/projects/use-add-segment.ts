import { useCallback } from 'react'
import type { SegmentRef } from '../../../model/conditions.ts'
import { findPanel, setPanel } from '../../project/project-patches.ts'
import { texts } from '../../texts/index.ts'
import { useProjectPage } from './project-page.ts'
import { readPanel } from './use-panel-data.ts'

/** Adds a segment to those that a panel counts only. */
export function useAddSegment(id: string): (segment: SegmentRef) => void {
  const { edit } = useProjectPage()
  return useCallback(
    (segment) =>
      edit(
        (document) => {
          const panel = findPanel(document, id)
          if (panel === undefined) return []
          return setPanel(document, id, { segments: [...readPanel(panel).segments, segment] })
        },
        { note: texts.panel.segments },
      ),
    [edit, id],
  )
}
