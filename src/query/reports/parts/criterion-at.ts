import type { Criterion } from '../../../model/criterion.ts'
import type { Item } from '../../../model/result.ts'
import { notThere } from '../../explain/people-behind.ts'
import { criterionName } from './criterion-uses.ts'

/** The criterion that a row is of, with its name. Errors: request/impossible. */
export function criterionAt(criteria: readonly Criterion[], row: Item | undefined) {
  const found = criteria.find((criterion) => criterionName(criterion) === row)
  if (found) return [found, criterionName(found)] as const
  throw notThere(`${criteria.map(criterionName).join(', ')} have rows, not ${row}`, [
    'explain',
    'row',
  ])
}
