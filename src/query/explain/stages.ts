import type { GroupPartial, MaskRef, PartialResult } from '../../engine/index.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import type { Explanation } from '../../model/result.ts'
import {
  addPersons,
  type Compilation,
  type Period,
  type Selection,
} from '../compilation/compilation.ts'
import { intersectSelections } from '../components/selections.ts'
import { compileSegmentMasks } from '../segments/compile.ts'

type Stage = Explanation['stages'][number]

/**
 * Counts what is left of what was read: in the range, then in the data view's segment where it has one, then in each
 * of the given segments; every stage narrows the one before. semantics §5.1
 */
export async function compileStages(
  c: Compilation,
  segments: readonly SegmentRef[],
  period: Period,
): Promise<(partials: readonly PartialResult[]) => readonly Stage[]> {
  const selections: Selection[] = []
  const left = () => c.plan.and(period.mask, intersectSelections(c, selections).events)
  const counts = [{ kind: 'range' as const, name: null, count: countIn(c, left()) }]
  const narrow = (kind: 'view' | 'segment', name: string | null, selection: Selection) => {
    selections.push(selection)
    return { kind, name, count: countIn(c, left()) }
  }
  const narrowed =
    c.view.segment === undefined ? [] : [narrow('view', null, await c.selectByView(period))]
  for (const [index, ref] of segments.entries()) {
    const selection = await compileSegmentMasks(c, ref, period, ['segments', index])
    narrowed.push(narrow('segment', typeof ref === 'string' ? ref : null, selection))
  }
  return (partials) =>
    [...counts, ...narrowed].map(({ kind, name, count }) => {
      const { values } = partials[count] as GroupPartial
      return { kind, name, events: values[0]?.[0] ?? 0, people: values[1]?.[0] ?? 0 }
    })
}

/** Events and persons in a mask, as an aggregation of the plan. */
const countIn = (c: Compilation, mask: MaskRef): number =>
  c.plan.aggregate({
    kind: 'group',
    keys: [],
    sizes: [],
    lists: [],
    mask,
    measures: [
      { measure: 'count', mask: null },
      { measure: 'distinct', runs: addPersons(c), mask: null },
    ],
  })
