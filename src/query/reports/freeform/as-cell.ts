import { freeformRequest } from './request.ts'
import type { z } from 'zod'
import type { AnyRequest } from '../parts/request.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { Item } from '../../../model/result.ts'
import type { ExplainedNumber } from '../../explain/people-behind.ts'
import { peopleBehindFreeform } from './people-behind.ts'

/** A number that a freeform table has, too: its column, and its row's dimensions with their items. */
export interface AsCell {
  readonly column: z.input<typeof freeformRequest>['columns'][number]
  readonly dimensions: readonly string[]
  readonly row: readonly Item[]
}

/** What is behind the same number in a table. */
export function peopleBehindSameCell(
  c: Compilation,
  { dataView, dateRange, segments }: Omit<AnyRequest, 'kind' | 'explain'>,
  { column, dimensions, row }: AsCell,
): Promise<ExplainedNumber> {
  const request = freeformRequest.parse({
    kind: 'freeform',
    dataView,
    dateRange,
    segments,
    rows: { dimensions: dimensions.length > 0 ? dimensions : ['day'] },
    columns: [{ ...column, id: 'number' }],
  })
  const isTotal = dimensions.length === 0
  return peopleBehindFreeform(c, request, {
    column: 'number',
    ...(isTotal ? {} : { row: [...row] }),
  })
}
