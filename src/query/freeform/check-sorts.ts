import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FreeformRequest } from '../reports/freeform/request.ts'
import type { ColumnPlan } from './columns.ts'

/** Errors: request/unknown-component for a sort by what is no column, or none of the dimensions. */
export function checkSorts(
  request: FreeformRequest,
  columns: readonly ColumnPlan[],
  dimensions: readonly string[],
  path: Path,
): void {
  const columnIds = columns.map(({ id }) => id)
  for (const [index, sort] of [request.sort ?? []].flat().entries()) {
    const [id, allowed] = 'column' in sort ? [sort.column, columnIds] : [sort.dimension, dimensions]
    if (allowed.includes(id)) continue
    const at = Array.isArray(request.sort) ? [...path, 'sort', index] : [...path, 'sort']
    const key = 'column' in sort ? 'column' : 'dimension'
    throw new ThroughlineError('request/unknown-component', { type: key, id, allowed }, [
      ...at,
      key,
    ])
  }
}
