import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { newId } from '../../project/new-id.ts'

/** A panel that shows all data of the project’s data view. */
export const newPanel = (
  visualizations: readonly VisualizationDocument[] = [],
  name?: string,
): PanelDocument => ({
  id: newId(),
  ...(name !== undefined && { name }),
  type: 'freeform',
  segments: [],
  visualizations,
})
