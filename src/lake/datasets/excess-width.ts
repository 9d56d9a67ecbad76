import type { Field } from '../../model/answers/datasets.ts'
import { type BudgetName, describeExcess, readLimit } from '../../model/budgets/index.ts'
import { listLeaves } from './schema.ts'

/** In which way fields are more than a table can have that answers in time; undefined where they are not. */
export function findExcessWidth(fields: readonly Field[]): string | undefined {
  const leaves = listLeaves(fields)
  const listLevels = leaves.reduce((most, { lists }) => Math.max(most, lists.length), 0)
  return excessOf('columns', leaves.length) ?? excessOf('list-levels', listLevels)
}

const excessOf = (name: BudgetName, found: number): string | undefined =>
  found > readLimit(name) ? describeExcess(name, found) : undefined
