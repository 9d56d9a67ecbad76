import type { Path } from '../../../model/path.ts'
import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import type { Criterion } from '../../../model/criterion.ts'
import { type Compilation, type Period, addPersons } from '../../compilation/compilation.ts'
import { compileCriterion } from '../../segments/criterion.ts'
import { touchName } from '../../segments/touch.ts'

/**
 * The events by which people meet a criterion in a part of time (`parts` has its code): those of
 * people who did it often enough within the part.
 */
export async function usesIn(
  c: Compilation,
  criterion: Criterion,
  scope: { readonly mask: MaskRef; readonly period: Period; readonly parts: NodeRef },
  path: Path,
): Promise<MaskRef> {
  const { mask, atLeast } = await compileCriterion(c, criterion, scope.mask, scope.period, path)
  if (atLeast === 1) return mask
  const runs = c.plan.add({ op: 'cut-by', runs: addPersons(c), key: scope.parts })
  const events = mask ?? c.plan.everyEvent()
  const input = c.plan.add({ op: 'count-in', mask: events, runs })
  const isOften = c.plan.add({ op: 'compare', input, comparison: 'gte', value: atLeast })
  return c.plan.and(mask, isOften)
}

export function findCriterionName({ name, where }: Criterion): string {
  return name ?? touchName(where)
}
