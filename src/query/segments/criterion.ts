import type { Path } from '../../model/path.ts'
import type { MaskRef } from '../../engine/index.ts'
import type { Criterion } from '../../model/criterion.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import { compileTouch } from './touch.ts'

/** The events that count for a criterion, among those that a request looks at. */
export async function compileCriterion(
  c: Compilation,
  criterion: Criterion,
  scope: MaskRef,
  period: Period,
  path: Path,
): Promise<{ readonly mask: MaskRef; readonly atLeast: number }> {
  const touched = await compileTouch(c, criterion.where, period, [...path, 'where'])
  return { mask: c.plan.and(scope, touched), atLeast: criterion.atLeast }
}
