import type {
  PanelDocument,
  ProjectDocument,
  VisualizationDocument,
} from '../../../model/projects/document.ts'
import type { Patch } from '../../../model/projects/patch.ts'
import { findPanel, setVisualization } from '../../project/project-patches.ts'
import { storedRequest } from '../../project/stored-request.ts'
import {
  type PanelContext,
  type Stored,
  type VisualizationKind,
  visualizations,
} from '../../visualizations/index.ts'
import { useSelectedCells } from '../../visualizations/cells/selected-cells.ts'
import { linkOf, settingsOf } from './linked-cells.ts'
import { useProjectPage } from './project-page.ts'

export const findKind = (type: unknown): VisualizationKind | undefined =>
  visualizations.find((kind) => kind.type === type)

/** The settings of a visualization, with what is selected in the table that it follows. */
export function useSettings(panel: PanelDocument, visualization: VisualizationDocument): Stored {
  const { document } = useProjectPage()
  const link = linkOf(panel, visualization)
  const table = link === null || link.isLocked ? undefined : link.source
  const followed = table === undefined ? null : tableKey(document, table)
  return settingsOf(panel, visualization, useSelectedCells(followed))
}

/** Under which the selection of a table is kept: copies of projects have tables of the same ids. */
export const tableKey = ({ id }: ProjectDocument, table: VisualizationDocument): string =>
  `${id}/${table.id}`

/** What it is called: by itself, else by its kind. */
export const nameOf = (visualization: VisualizationDocument): string =>
  String(visualization['name'] ?? findKind(visualization['type'])?.label ?? visualization['type'])

/** Writes the settings of a visualization, and what they ask for beside them. */
export function useChangeSettings(
  panel: string,
  id: string,
  kind: VisualizationKind,
  context: PanelContext,
): (settings: Stored) => void {
  const { edit } = useProjectPage()
  return (settings) =>
    edit(
      (document) => {
        const { cells: _, ...rest } = settings
        const own = kind.isMadeOfTable ? rest : settings
        const request = storedRequest(kind.request(settings, context))
        return [
          ...setVisualization(document, panel, id, { settings: own, request }),
          ...followTable(document, panel, { id, settings: own }, context),
        ]
      },
      { note: `Settings of ${kind.label}`, key: `settings ${id}` },
    )
}

/** What charts that follow a table ask once it has other settings. */
function followTable(
  document: ProjectDocument,
  panelId: string,
  table: { readonly id: string; readonly settings: Stored },
  context: PanelContext,
): readonly Patch[] {
  const panel = findPanel(document, panelId)
  return (panel?.visualizations ?? []).flatMap((each) => {
    const kind = findKind(each['type'])
    const link = panel === undefined ? null : linkOf(panel, each)
    if (kind === undefined || panel === undefined || link === null) return []
    if (link.isLocked || link.source?.id !== table.id) return []
    const asked = { ...settingsOf(panel, each), table: table.settings }
    const request = storedRequest(kind.request(asked, context))
    return setVisualization(document, panelId, each.id, { request })
  })
}
