import { type DatasetRecord, type FieldLeaf, listLeaves } from '../datasets/index.ts'
import { flatLeaf } from '../journey/joined-leaf.ts'
import { type Sql, sql } from '../sql.ts'
import { ThroughlineError } from '../../model/errors.ts'

/** A leaf's own value in a row, null for none (an empty text is none); without null an array of what its lists hold. */
export interface LeafValues {
  readonly isList: boolean
  readonly expression: Sql
}

export function readLeafValues(leaf: FieldLeaf): LeafValues {
  const own = (value: Sql) => (leaf.type === 'string' ? sql`nullIf(${value}, '')` : value)
  const expression = flatLeaf(leaf, own)
  if (leaf.lists.length === 0) return { isList: false, expression }
  const there = sql`arrayFilter(v -> isNotNull(v), ${expression})`
  return { isList: true, expression: sql`arrayMap(v -> assumeNotNull(v), ${there})` }
}

/** Errors: definition/unknown-field. */
export function findLeaf({ fields }: DatasetRecord, path: string): FieldLeaf {
  const leaves = listLeaves(fields)
  const found = leaves.find((leaf) => leaf.path === path)
  if (found !== undefined) return found
  const allowed = leaves.map((leaf) => leaf.path)
  throw new ThroughlineError('definition/unknown-field', { field: path, allowed }, ['field'])
}
