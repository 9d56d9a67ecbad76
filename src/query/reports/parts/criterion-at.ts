import type { Criterion } from '../../../model/criterion.ts'
import type { Item } from '../../../model/result.ts'
import { describeNotThere } from '../../explain/people-behind.ts'
import { findCriterionName } from './criterion-uses.ts'

/** The criterion that a row is of, with its name. Errors: request/impossible. */
export function findCriterion(criteria: readonly Criterion[], row: Item | undefined) {
  const found = criteria.find((criterion) => findCriterionName(criterion) === row)
  if (found) return [found, findCriterionName(found)] as const
  throw describeNotThere(`${criteria.map(findCriterionName).join(', ')} have rows, not ${row}`, [
    'explain',
    'row',
  ])
}
