import type { MaskRef } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Period } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { Leaf } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'
import type { RowFilter } from './search.ts'
import type { TableScope } from './table-scope.ts'

/** A leaf of a column's formula, and where it stands. */
export interface LeafContext {
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  readonly scope: TableScope
  readonly period: Period
  readonly dimensions: readonly CompiledDimension[]
  /** The events that have a row. */
  readonly rowMask: MaskRef
  readonly filter: RowFilter
}

/** The segments around a leaf and its own. */
export function listLeafSegments({ node, segments }: Leaf): readonly SegmentRef[] {
  return 'metric' in node ? [...segments, ...(node.segments ?? [])] : segments
}
