import { freeformRequest } from '../reports/freeform/request.ts'
import type { z } from 'zod'
import type { ReportRequest } from '../../model/requests/index.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Item } from '../compilation/value.ts'
import type { BehindNumber } from './behind.ts'
import { behindCell } from '../reports/freeform/people-behind.ts'

/** A number that a freeform table has, too: its column, and its row's dimensions with their items. */
export interface AsCell {
  readonly column: z.input<typeof freeformRequest>['columns'][number]
  readonly dimensions: readonly string[]
  readonly row: readonly Item[]
}

/** What is behind the same number in a table. */
export function behindAsCell(
  c: Compilation,
  { dataView, dateRange, segments }: ReportRequest,
  { column, dimensions, row }: AsCell,
): Promise<BehindNumber> {
  const request = freeformRequest.parse({
    kind: 'freeform',
    dataView,
    dateRange,
    segments,
    rows: { dimensions: dimensions.length > 0 ? dimensions : ['day'] },
    columns: [{ ...column, id: 'number' }],
  })
  const isTotal = dimensions.length === 0
  return behindCell(c, request, { column: 'number', ...(isTotal ? {} : { row: [...row] }) })
}
