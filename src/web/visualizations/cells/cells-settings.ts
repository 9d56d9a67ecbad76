import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Item } from '../../../model/result.ts'
import type { FreeformRequestInput } from '../../../query/reports/freeform/request.ts'
import { readFreeformSettings } from '../freeform/read-freeform.ts'
import { buildBreakdownRequest, buildTableRequest } from '../freeform/requests.ts'
import type { FreeformSettings } from '../freeform/settings.ts'
import { isRecord, readChoice } from '../read-settings.ts'
import type { PanelContext, Stored } from '../visualization.ts'
import {
  type CellChoice,
  MOST_ROWS,
  parentsOf,
  readCellChoice,
  rowsBelow,
  textOfKey,
} from './cell-choice.ts'

export const shapes = ['auto', 'bars', 'lines'] as const

/** A chart of cells: the settings of their table, and which of them are shown. */
export interface CellsSettings {
  readonly table: FreeformSettings | null
  readonly cells: CellChoice
  readonly shape: (typeof shapes)[number]
}

export const readCellsSettings = (stored: Stored, components: ComponentList): CellsSettings => ({
  table: isRecord(stored['table']) ? readFreeformSettings(stored['table'], components) : null,
  cells: readCellChoice(stored['cells']),
  shape: readChoice(stored['shape'], shapes, 'auto'),
})

/** What asks for the chosen rows: chosen items of a dimension, else the rows that the table shows. */
export function buildCellsRequest(
  { table, cells }: CellsSettings,
  given: PanelContext,
): FreeformRequestInput | null {
  if (table === null || table.columns.length === 0) return null
  const context = { ...given, comparison: null }
  const parents = parentsOf(cells)
  if (parents.length > 0) {
    const breakdown = table.breakdowns.find(
      (each) =>
        each.parents.length === parents.length &&
        each.parents.every((key, k) => textOfKey(key) === parents[k]),
    )
    return breakdown === undefined
      ? null
      : buildBreakdownRequest(table, context, breakdown.parents, breakdown)
  }
  const chosen = rowsBelow(cells, parents).slice(0, MOST_ROWS)
  const isOfDimension = 'dimension' in table.rows && !('items' in table.rows)
  if (chosen.length === 0 || !isOfDimension) return buildTableRequest(table, context)
  const items = chosen.map((text) => JSON.parse(text) as Item)
  return buildTableRequest({ ...table, rows: { ...table.rows, items } }, context)
}

/** What the rows of the answer are. */
export const rowsOf = ({ table, cells }: CellsSettings): FreeformSettings['rows'] | null => {
  if (table === null) return null
  const parents = parentsOf(cells)
  if (parents.length === 0) return table.rows
  const isOpen = (each: FreeformSettings['breakdowns'][number]) =>
    each.parents.map(textOfKey).join('\n') === parents.join('\n')
  return table.breakdowns.find(isOpen)?.by ?? null
}
