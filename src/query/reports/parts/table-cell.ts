import type { ItemTouch } from '../../../model/criterion.ts'
import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { FreeformColumn } from '../freeform/request.ts'

/** A number that a freeform table has, too: a column, and the items on whose row it stands, outermost first. */
export interface TableCell {
  readonly column: Omit<FreeformColumn, 'id'>
  readonly where: readonly ItemTouch[]
}

/** The cell that is the same number as that of a place; null where no table has it. */
export type CellAt<Request> = (request: Request, place: ExplainPlace) => TableCell | null

/** A column of one metric and what it is given beside it. */
export const columnOf = (
  given: Partial<FreeformColumn> & { readonly metric: string },
): TableCell['column'] => ({ segments: [], where: [], anomalies: false, ...given })
