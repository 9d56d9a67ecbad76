import type { Path } from '../../model/path.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { tellInText } from '../../formula/told-in-text.ts'
import type { Leaf } from '../formula/index.ts'
import type { ColumnPlan } from './columns.ts'

interface LeafPlace {
  readonly plan: ColumnPlan
  readonly leaf: Leaf
  /** The segments of the table stand before those of the column, and these before the leaf's. */
  readonly scope: { readonly segments: readonly unknown[] }
}

/** Errors of a leaf's metric and segments are told where these were written. */
export async function atLeaf<T>(place: LeafPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const { path, request } = place.plan
    const moved = error.at(writtenAt(place, error.path))
    throw request.formula === undefined
      ? moved
      : tellInText(moved, request.formula, [...path, 'formula'])
  }
}

/** What a stored calculated metric says is told where this is named. */
function writtenAt(place: LeafPlace, path: Path): Path {
  const { plan, leaf } = place
  const { path: own = plan.path } = leaf
  const isInColumn = plan.path.every((key, index) => path[index] === key)
  if (!isInColumn) return path
  const [key, index, ...rest] = path.slice(plan.path.length)
  const isStored = plan.request.formula === undefined
  if (key === 'metric' && index === undefined) return isStored ? own : [...own, 'metric']
  if (key !== 'segments' || typeof index !== 'number') return path
  const around = place.scope.segments.length
  if (index < around) return ['segments', index, ...rest]
  const ofLeaf = index - around - plan.request.segments.length
  if (ofLeaf < 0) return [...plan.path, 'segments', index - around, ...rest]
  return isStored ? own : [...own, 'segments', ofLeaf, ...rest]
}
