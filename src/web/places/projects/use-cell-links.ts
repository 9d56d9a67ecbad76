import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { setVisualization } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import { texts } from '../../texts/index.ts'
import { readCellChoice } from '../../visualizations/cells/cell-choice.ts'
import type { PanelContext, Stored } from '../../visualizations/index.ts'
import { linkOf } from './linked-cells.ts'
import { useProjectPage } from './project-page.ts'
import { findKind, nameOf } from './use-visualization.ts'

interface LinkAction {
  readonly id: string
  readonly text: string
  readonly run: () => void
}

/** What a chart of cells can be linked to: what it shows now, its table, or another one of the panel. */
export function useCellLinks(
  panel: PanelDocument,
  visualization: VisualizationDocument,
  context: PanelContext,
  settings: Stored,
): readonly LinkAction[] {
  const { edit } = useProjectPage()
  const link = linkOf(panel, visualization)
  const kind = findKind(visualization['type'])
  if (link === null || kind === undefined) return []
  const { id } = visualization
  const shown = readCellChoice(settings['cells'])
  const change = (note: string, changes: Stored, asked: Stored) => () =>
    edit(
      (document) => {
        const request = storedRequest(kind.request(asked, context))
        return setVisualization(document, panel.id, id, { ...changes, request })
      },
      { note: `${note}: ${nameOf(visualization)}` },
    )
  const { cells: _, ...own } = settings
  const lock = change(
    texts.cells.lock,
    { cells: { ...shown, isLocked: true }, settings: own },
    settings,
  )
  const follow = (table: VisualizationDocument, text: string): LinkAction => {
    const all = { rows: [], columns: [] }
    const cells = table.id === link.source?.id ? shown : all
    const followed = { ...own, table: table['settings'] ?? {} }
    const changes = { source: table.id, cells: { ...cells, isLocked: false }, settings: followed }
    return {
      id: `follow ${table.id}`,
      text,
      run: change(text, changes, { ...followed, cells }),
    }
  }
  const others = panel.visualizations.filter(
    (each) => each['type'] === 'freeform' && each.id !== link.source?.id,
  )
  return [
    ...(link.isLocked ? [] : [{ id: 'lock', text: texts.cells.lock, run: lock }]),
    ...(link.isLocked && link.source !== undefined
      ? [follow(link.source, texts.cells.unlock)]
      : []),
    ...others.map((table) => follow(table, texts.cells.follow(nameOf(table)))),
  ]
}
