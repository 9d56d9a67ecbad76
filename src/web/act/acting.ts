import { createContext, useContext, useMemo } from 'react'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Mark, MarkPlace, PanelContext } from '../visualizations/index.ts'

/** What the panel of a mark lets be done with it. */
export interface ActingPanel {
  readonly context: PanelContext
  /** Adds a segment to the panel; absent where nobody may. */
  readonly addSegment?: (segment: SegmentRef) => void
}

/** A mark that somebody acts on. */
export interface ActedMark {
  readonly mark: Mark
  readonly at: MarkPlace
  readonly panel: ActingPanel
}

/** What is shown of a mark at the side. */
export type SideView = 'explain' | 'compare' | 'breakdown' | 'trend' | 'people'

export interface Acting {
  readonly openMenu: (acted: ActedMark) => void
  readonly show: (acted: ActedMark, view: SideView) => void
  readonly openAnnotation: (id: string, at: MarkPlace, context: PanelContext) => void
}

export const ActingContext = createContext<Acting | null>(null)

/** A panel’s context with what happens when somebody acts on its marks; the same below no `ActingPlace`. */
export function useActingPanel(panel: ActingPanel): PanelContext {
  const acting = useContext(ActingContext)
  const { context, addSegment } = panel
  return useMemo(() => {
    if (acting === null) return context
    const own = { context, ...(addSegment && { addSegment }) }
    return {
      ...context,
      onMark: (mark, at) => acting.openMenu({ mark, at, panel: own }),
      onAnnotation: (id, at) => acting.openAnnotation(id, at, context),
    }
  }, [acting, context, addSegment])
}
