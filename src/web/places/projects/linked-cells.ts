import type { PanelDocument, VisualizationDocument } from '../../../model/projects/document.ts'
import { type CellChoice, readCellChoice } from '../../visualizations/cells/cell-choice.ts'
import type { Stored } from '../../visualizations/index.ts'

/** The link of a chart to the table whose cells it shows. */
interface CellLink {
  readonly source: VisualizationDocument | undefined
  readonly isLocked: boolean
}

const ownSettings = (visualization: VisualizationDocument): Stored =>
  (visualization['settings'] ?? {}) as Stored

/** Null of what shows no cells of a table. */
export function linkOf(
  panel: PanelDocument,
  { type, source, cells }: VisualizationDocument,
): CellLink | null {
  if (type !== 'cells') return null
  return {
    source: panel.visualizations.find(({ id }) => id === source),
    isLocked: (cells as { readonly isLocked?: boolean } | undefined)?.isLocked === true,
  }
}

/**
 * The settings of a visualization. A chart of cells has those of its table, and what is selected there, unless
 * it is locked; without its table it shows what it has shown last.
 */
export function settingsOf(
  panel: PanelDocument,
  visualization: VisualizationDocument,
  selected?: CellChoice,
): Stored {
  const own = ownSettings(visualization)
  const link = linkOf(panel, visualization)
  if (link === null) return own
  const stored = readCellChoice(visualization['cells'])
  if (link.isLocked) return { ...own, cells: stored }
  return {
    ...own,
    ...(link.source !== undefined && { table: ownSettings(link.source) }),
    cells: selected ?? stored,
  }
}

/** A chart of cells that follows a table. */
export const chartOfCells = (
  id: string,
  table: VisualizationDocument,
  cells: CellChoice,
): VisualizationDocument => ({
  id,
  type: 'cells',
  source: table.id,
  cells: { ...cells, isLocked: false },
  settings: { table: ownSettings(table) },
})
