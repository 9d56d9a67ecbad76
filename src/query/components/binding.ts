import { type AllocationName, isSingleAllocation } from '../../engine/index.ts'
import type { Binding } from '../../model/component-settings.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { TextValue } from '../compilation/value.ts'
import { compileInstances } from './instances.ts'
import { compileMetricPresence } from './metric-presence.ts'
import type { PersistenceReach } from './reach.ts'

export interface Bindable {
  /** Of the persistence. */
  readonly path: Path
  readonly binding: Binding
  readonly allocation: AllocationName
  /** The values as they are set on events. */
  readonly set: TextValue
  /** The same, persisted without binding. */
  readonly carried: TextValue
  readonly reach: PersistenceReach
}

/**
 * Values bound to the items of another dimension (§3.9): they bind where they are set or, with a
 * binding metric, what is persisted binds where the metric is. The result stands beside the items:
 * one value per element of their list. Errors: request/impossible, request/unknown-component.
 */
export async function bindTo(
  c: Compilation,
  { path, binding, allocation, set, carried, reach }: Bindable,
  period: Period,
): Promise<TextValue> {
  if (!isSingleAllocation(allocation)) {
    const reason = `a dimension with the allocation "${allocation}" cannot be bound to another`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'allocation'])
  }
  const items = await compileInstances(c, binding.dimension, period, [
    ...path,
    'binding',
    'dimension',
  ])
  const input = binding.metric === undefined || set.isList ? set.ref : carried.ref
  const when =
    binding.metric === undefined
      ? {}
      : {
          when: await compileMetricPresence(c, binding.metric, period, [
            ...path,
            'binding',
            'metric',
          ]),
        }
  const ref = c.plan.add({ op: 'bind', input, items: items.ref, ...when, allocation, ...reach })
  const place = items.list === undefined ? {} : { list: items.list }
  return { kind: 'text', ref, domain: set.domain, isList: items.isList, ...place }
}
