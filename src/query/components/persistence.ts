import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'
import { isSingleAllocation } from '../../engine/index.ts'
import type { DimensionComponent } from '../../model/component-settings.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { TextValue } from '../compilation/value.ts'
import { readAllocation } from './allocation.ts'
import { bindTo } from './binding.ts'
import { compileReach } from './reach.ts'

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
