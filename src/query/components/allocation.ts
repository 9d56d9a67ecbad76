import { z } from 'zod'
import { type AllocationName, type AllocationRule, allocations } from '../../engine/index.ts'
import type { Persistence } from '../../model/component-settings.ts'
import { type InvalidCode, parseAs, ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'

const allocationName = z.enum(Object.keys(allocations) as AllocationName[])

/**
 * The allocation of a persistence by its name (§3.9). Errors: `code` where there is none, and where
 * its values cannot expire as is asked.
 */
export function readAllocation(
  { allocation: given, expiration }: Pick<Persistence, 'allocation' | 'expiration'>,
  path: Path,
  code: InvalidCode = 'definition/invalid',
): AllocationName {
  const name = parseAs(allocationName, given, code, [...path, 'allocation'])
  const { endsByMetric }: AllocationRule = allocations[name]
  if (endsByMetric || expiration.type !== 'metric') return name
  const reason = `values of the allocation "${name}" do not expire by a metric, but by session, person or time`
  throw new ThroughlineError(code, { reason }, [...path, 'expiration', 'type'])
}
