import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Path } from '../../../model/path.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { CompiledMetric } from '../../components/metric.ts'

interface FigureContainers {
  readonly runs: NodeRef
  /** What the runs are cut by: a session that goes on over a cut is in either part. */
  readonly cut?: NodeRef
}

/**
 * A metric over the events of each container, the same on all of them. Errors at the path:
 * request/impossible for metrics that count people.
 */
export function compileFigureIn(
  c: Compilation,
  { id, measured }: CompiledMetric,
  scope: MaskRef,
  { runs, cut }: FigureContainers,
  path: Path,
): NodeRef {
  const mask = c.plan.and(measured.mask, scope)
  if (measured.kind === 'sum')
    return c.plan.add({ op: 'sum-in', input: measured.amount, mask, runs })
  if (measured.kind === 'count') {
    const events = mask ?? c.plan.everyEvent()
    return c.plan.add({ op: 'count-in', mask: events, runs })
  }
  if (!c.plan.isOf(measured.runs, 'sessions')) {
    const reason = `${id} cannot be counted per container`
    throw new ThroughlineError('request/impossible', { reason }, path)
  }
  const counted =
    cut === undefined ? measured.runs : c.plan.add({ op: 'cut-by', runs: measured.runs, key: cut })
  const first = c.plan.add({ op: 'edge-in', edge: 'first', runs: counted })
  const touched = c.plan.anyIn(mask, counted)
  return c.plan.add({ op: 'count-in', mask: c.plan.and(first, touched)!, runs })
}
