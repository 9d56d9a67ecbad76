import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { addBeside } from '../../project/grid-layout.ts'
import { newId } from '../../project/new-id.ts'
import { addVisualization, findPanel } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import { texts } from '../../texts/index.ts'
import { setSelectedCells, type TableCells } from '../../visualizations/cells/selected-cells.ts'
import type { PanelContext } from '../../visualizations/index.ts'
import { layOutPanel } from './lay-out-panel.ts'
import { chartOfCells, settingsOf } from './linked-cells.ts'
import { useProjectPage } from './project-page.ts'
import { findKind, nameOf, tableKey } from './use-visualization.ts'

/** What becomes of cells that are selected in a table: charts follow, and one is made of them. */
export function useTableCells(
  panel: PanelDocument,
  table: VisualizationDocument,
  context: PanelContext,
): TableCells {
  const { document: project, edit, isEditable } = useProjectPage()
  const onChart: TableCells['onChart'] = (cells) => {
    const kind = findKind('cells')
    if (kind === undefined) return
    const id = newId()
    const chart = chartOfCells(id, table, cells)
    edit(
      (document) => {
        const now = findPanel(document, panel.id) ?? panel
        const items = addBeside(layOutPanel(now), id, kind.size, table.id)
        const { id: _, ...layout } = items.find((item) => item.id === id)!
        const request = storedRequest(kind.request(settingsOf(now, chart), context))
        const added = { ...chart, layout, ...(request !== undefined && { request }) }
        return addVisualization(document, panel.id, added)
      },
      { note: texts.cells.chartOf(nameOf(table)) },
    )
  }
  return {
    onSelect: (cells) => setSelectedCells(tableKey(project, table), cells),
    ...(isEditable && { onChart }),
  }
}
