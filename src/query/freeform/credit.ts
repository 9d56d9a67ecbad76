import type { MaskRef } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { compileCredit, type BreakdownParent } from '../attribution/compile.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { CompiledOperand } from './operand.ts'
import type { FigurePlace } from './tally.ts'

interface CreditPlace {
  readonly rows?: readonly CompiledDimension[]
  /** The touchpoints that have a row. */
  readonly rowMask?: MaskRef
  readonly parents: readonly BreakdownParent[]
}

/** An operand's credit by row dimensions; without them that of the parents of a breakdown. */
export function placeCredit(
  c: Compilation,
  { metric, attribution, mask, spec }: CompiledOperand,
  { rows = [], rowMask = null, parents }: CreditPlace,
): FigurePlace {
  const aggregation = compileCredit(c, {
    rows,
    metric,
    attribution: attribution!,
    period: spec.period,
    conversionMask: mask,
    parents,
    rowMask,
    path: [...spec.path, 'attribution'],
  })
  return { aggregation, measure: 0 }
}

/** Credit is booked at touchpoints, where no unit has a value to be squared. */
export function noSquaresOfCredit({ spec }: CompiledOperand): ThroughlineError {
  const reason = 'lift, confidence and sample-variance have no squares of attributed figures'
  return new ThroughlineError('request/impossible', { reason }, spec.path)
}
