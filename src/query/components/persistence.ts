import { isSingleAllocation, type NodeRef } from '../../engine/index.ts'
import type { DimensionComponent } from '../../model/component-settings.ts'
import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { TextValue } from '../compilation/value.ts'
import { readAllocation } from './allocation.ts'
import { bindTo } from './binding.ts'
import { compileReach } from './reach.ts'

/**
 * Per event the number of the event, among its person's from 1, on which the value that it has was set; 0 where it has
 * none. Beside the values where these are bound to items. null: of values that do not persist, that are sets, or of which
 * each element is bound for itself.
 */
export async function compileOrigins(
  c: Compilation,
  set: TextValue,
  component: DimensionComponent,
  period: Period,
): Promise<NodeRef | null> {
  const { persistence } = component
  if (persistence === undefined || (set.isList && persistence.binding !== undefined)) return null
  const allocation = readAllocation(persistence, ['dimensions', component.id, 'persistence'])
  if (!isSingleAllocation(allocation)) return null
  const input = c.plan.add({ op: 'event-number' })
  const mask = c.plan.add({ op: 'has', input: set.ref })
  const ref = c.plan.add({ op: 'masked-codes', input, mask })
  const numbers: TextValue = { kind: 'text', ref, domain: set.domain, isList: false }
  return (await compilePersistence(c, numbers, component, period)).ref
}

/**
 * Carries values to other events by allocation, expiration and binding (§3.9). Without the setting
 * the value stays as it is. A value of a list persists as the set of its event's values.
 */
export async function compilePersistence(
  c: Compilation,
  value: TextValue,
  component: DimensionComponent,
  period: Period,
): Promise<TextValue> {
  const { persistence } = component
  if (persistence === undefined) return value
  const path = ['dimensions', component.id, 'persistence']
  const { binding } = persistence
  const allocation = readAllocation(persistence, path)
  const reach = await compileReach(c, persistence.expiration, period, component.id)
  const ref = c.plan.add({ op: 'persist', input: value.ref, allocation, ...reach })
  const isList = value.isList || !isSingleAllocation(allocation)
  const carried: TextValue = { kind: 'text', ref, domain: value.domain, isList }
  if (binding === undefined) return carried
  const bindable = { path, binding, allocation, set: value, carried, reach }
  return asDefinitionErrors(() => bindTo(c, bindable, period))
}
