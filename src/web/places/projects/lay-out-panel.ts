import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { type GridItem, type GridPlace, layOut } from '../../project/grid-layout.ts'
import { findKind } from './use-visualization.ts'

const OTHER_SIZE = { width: 6, height: 6 }

/** Where the visualizations of a panel stand: as is written, and behind those the ones without a place. */
export const layOutPanel = ({ visualizations }: PanelDocument): readonly GridItem[] =>
  layOut(
    visualizations.map((each) => ({
      id: each.id,
      place: placeOf(each),
      size: findKind(each['type'])?.size ?? OTHER_SIZE,
    })),
  )

/** One that is collapsed is as high as its head. */
const placeOf = (visualization: VisualizationDocument): GridPlace | undefined => {
  const place = visualization['layout'] as GridPlace | undefined
  const isCollapsed = visualization['collapsed'] === true
  return place !== undefined && isCollapsed ? { ...place, height: 1 } : place
}
