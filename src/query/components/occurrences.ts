import type { MaskRef } from '../../engine/index.ts'
import type { MetricComponent } from '../../model/component-settings.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { testItem } from '../compilation/domain-table.ts'
import type { NumberValue, TextValue, Value } from '../compilation/value.ts'
import { compileComponentSource } from './component-source.ts'
import { convertCurrency } from './currency.ts'
import type { LookedAt } from './left-out-amounts.ts'
import { refuseForeignMetric } from './foreign-settings.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import { keepNumbers, keepText } from './value-filters.ts'

/**
 * The events on which a metric component occurs, and its amounts: numbers are summed (or counted),
 * strings are counted where present, booleans where they have the value that counts (§3.3), after
 * include and exclude rules (§3.5); amounts of several currencies in one (§3.4).
 */
export async function compileOccurrences(
  c: Compilation,
  component: MetricComponent,
  looked?: LookedAt,
): Promise<MeasuredMetric> {
  const source = await compileComponentSource(c, component)
  refuseForeignMetric(source, component)
  refuseForeignCount(c, source, component)
  if (source.kind === 'text') return countText(c, keepText(c, source, component), component)
  return ofNumbers(
    c,
    await convertCurrency(c, keepNumbers(c, source, component), component, looked),
    component,
  )
}

/** Only booleans are true or false. */
function refuseForeignCount(c: Compilation, source: Value, component: MetricComponent): void {
  const { id, field = id, countWhen } = component
  const type = c.schema.fields.find(({ path }) => path === field)?.type
  if (countWhen === undefined || (source.kind === 'text' && type !== 'string')) return
  const path = ['metrics', id, 'countWhen']
  throw new ThroughlineError('definition/invalid', { reason: `${field} is not a boolean` }, path)
}

function ofNumbers(c: Compilation, value: NumberValue, component: MetricComponent): MeasuredMetric {
  const mask = c.plan.add({ op: 'has', input: value.ref })
  const isCounted = component.count === 'instances' || value.isInstant
  if (isCounted) return counted(c, mask, value.isList ? value : null)
  if (!value.isList) return { kind: 'sum', mask, amount: value.ref }
  const amount = c.plan.add({ op: 'list-sum', input: value.ref })
  return { kind: 'sum', mask, amount, elements: value }
}

function countText(c: Compilation, value: TextValue, component: MetricComponent): MeasuredMetric {
  const { countWhen } = component
  const isBoolean = countWhen === 'true' || countWhen === 'false'
  const mask = isBoolean
    ? testItem(c, value, countWhen === 'true')
    : c.plan.add({ op: 'has', input: value.ref })
  return counted(c, mask, value.isList && !isBoolean ? value : null)
}

/** Elements count each, so that an event with two of them counts twice. */
function counted(
  c: Compilation,
  mask: MaskRef,
  list: TextValue | NumberValue | null,
): MeasuredMetric {
  if (list === null) return { kind: 'count', mask }
  const amount = c.plan.add({ op: 'list-count', input: list.ref })
  const ref = c.plan.add({ op: 'list-ones', input: list.ref })
  const place = list.list === undefined ? {} : { list: list.list }
  const elements = { kind: 'number', ref, isInstant: false, isList: true, ...place } as const
  return { kind: 'sum', mask, amount, elements }
}
