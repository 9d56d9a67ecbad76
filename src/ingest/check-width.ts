import type { Field } from '../model/answers/datasets.ts'
import { type BudgetName, describeExcess, readLimit } from '../model/budgets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { findExcessWidth } from '../lake/datasets/index.ts'

/** Errors: import/too-wide. */
export function checkWidth(fields: readonly Field[]): void {
  const reason = findExcessWidth(fields)
  if (reason !== undefined) throw new ThroughlineError('import/too-wide', { reason })
}

/** Before more is asked of so many columns. Errors: import/too-wide. */
export const checkColumns = (count: number): void => check('columns', count)

/** Before the lists within so many others are looked at. Errors: import/too-wide. */
export const checkListLevels = (count: number): void => check('list-levels', count)

function check(name: BudgetName, found: number): void {
  if (found <= readLimit(name)) return
  throw new ThroughlineError('import/too-wide', { reason: describeExcess(name, found) })
}
