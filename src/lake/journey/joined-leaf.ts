import type { FieldLeaf } from '../datasets/index.ts'
import { type Sql, sql } from '../sql.ts'
import type { JoinedField } from './fields.ts'
import { mapLeaf } from './map-leaf.ts'

/** A field of a joined dataset with the lists around it; without any it is a column of its own. */
export const leafOf = ({ path, type, lists = [], steps = [path] }: JoinedField): FieldLeaf => ({
  path,
  type,
  lists,
  steps,
})

/** A leaf's values in one array, each made into `scalar`; the value alone where the leaf lies in no list. */
export function flatLeaf(leaf: FieldLeaf, scalar: (value: Sql) => Sql): Sql {
  const values = mapLeaf(leaf, scalar)
  return leaf.lists.length > 1 ? sql`arrayFlatten(${values})` : values
}

/** How long each array of a leaf's list is: one number for the outermost, else one per element around. */
export function listLengths(leaf: FieldLeaf, list: string): Sql {
  const depth = leaf.lists.indexOf(list)
  const around = {
    ...leaf,
    lists: leaf.lists.slice(0, depth),
    steps: leaf.steps.slice(0, depth + 1),
  }
  return flatLeaf(around, (array) => sql`toUInt32(length(${array}))`)
}
