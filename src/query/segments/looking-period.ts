import type { ContainerCondition, SegmentContainer } from '../../model/conditions.ts'
import type { Period } from '../compilation/compilation.ts'
import type { RulePlace } from './rule.ts'

/** Where a container looks: in the report's window, or in the person's whole history (§5.1). */
export function findLookingPeriod(
  container: ContainerCondition | SegmentContainer,
  { c, period }: RulePlace,
): Period {
  if (!('window' in container) || container.window !== 'all') return period
  const { firstTime, lastTime } = c.schema
  const start = Math.min(period.start, firstTime ?? period.start)
  const end = Math.max(period.end, (lastTime ?? period.end) + 1)
  return { start, end, mask: null, window: null }
}
