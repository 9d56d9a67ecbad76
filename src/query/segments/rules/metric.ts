import type { MaskRef, NodeRef } from '../../../engine/index.ts'
import type { MetricCondition } from '../../../model/conditions.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { compileMetric } from '../../components/metric.ts'
import type { MeasuredMetric } from '../../compilation/measured-metric.ts'
import { isComparison, numberOperatorDefinitions } from '../../operators/number-operators.ts'
import { anyInContainer, inside, type RulePlace, type Rule } from '../rule.ts'

/**
 * A metric's value on the event, or its total over the session's or person's events (§5.1). Where it
 * does not occur its value is 0.
 */
export const metricRule: Rule<MetricCondition> = {
  label: 'Metric',
  description:
    'A metric’s value on the event, or its total over the session’s or person’s events, passes a test.',
  example: { metric: 'revenue', op: 'gte', value: 100 },
  async compile(condition, place) {
    const { c, scope, period } = place
    const path = inside(place, 'metric').path
    const { measured } = await compileMetric(c, condition.metric, period, path)
    const mask =
      scope === 'event'
        ? onEvent(condition, measured, place)
        : inContainer(condition, measured, scope, place)
    return { mask, window: period.window }
  },
  describe({ metric: id, op, value }, names) {
    if (!isComparison(op))
      return `${names.metric(id)} ${op === 'exists' ? 'exists' : 'does not exist'}`
    return `${names.metric(id)} ${numberOperatorDefinitions[op].label} ${value}`
  },
}

const passes = ({ op, value = 0 }: MetricCondition, number: number): boolean =>
  isComparison(op) && numberOperatorDefinitions[op].test(number, value)

/** Where a mask decides between two numbers. */
function choose(place: RulePlace, mask: MaskRef, ifSet: boolean, ifNot: boolean): MaskRef {
  const { plan } = place.c
  if (ifSet) return ifNot ? null : mask
  return ifNot ? plan.not(mask) : plan.nothing()
}

function onEvent(condition: MetricCondition, measured: MeasuredMetric, place: RulePlace): MaskRef {
  const { plan } = place.c
  const { op, value = 0 } = condition
  if (op === 'exists') return measured.mask
  if (op === 'not-exists') return plan.not(measured.mask)
  if (measured.kind !== 'sum') {
    return choose(place, measured.mask, passes(condition, 1), passes(condition, 0))
  }
  const amount = plan.add({ op: 'masked-numbers', input: measured.amount, mask: measured.mask })
  const compared = plan.add({ op: 'compare', input: amount, comparison: op, value })
  const has = plan.add({ op: 'has', input: amount })
  return passes(condition, 0) ? plan.or(compared, plan.not(has)) : plan.and(compared, has)
}

function inContainer(
  condition: MetricCondition,
  measured: MeasuredMetric,
  scope: 'session' | 'person',
  place: RulePlace,
): MaskRef {
  const { c, period } = place
  const mask = c.plan.and(measured.mask, period.window)
  const { op, value = 0 } = condition
  if (op === 'exists') return anyInContainer(c, mask, scope)
  if (op === 'not-exists') return c.plan.not(anyInContainer(c, mask, scope))
  const runs = addRuns(c, scope)
  if (measured.kind === 'distinct' && !isNarrower(measured.runs, scope, place)) {
    return choose(place, anyInContainer(c, mask, scope), passes(condition, 1), passes(condition, 0))
  }
  const input =
    measured.kind === 'sum'
      ? c.plan.add({ op: 'sum-in', input: measured.amount, mask, runs })
      : c.plan.add({ op: 'count-in', mask: counted(measured, mask, place), runs })
  return c.plan.add({ op: 'compare', input, comparison: op, value })
}

/** Whether a person can have several of the containers that a metric counts. */
function isNarrower(runs: NodeRef, scope: 'session' | 'person', { c }: RulePlace): boolean {
  return scope === 'person' && !c.plan.isOf(runs, 'persons')
}

/** The events to count: for containers, the first event of each that has one in the mask. */
function counted(measured: MeasuredMetric, mask: MaskRef, { c }: RulePlace): NodeRef {
  const { plan } = c
  if (measured.kind !== 'distinct') return mask ?? plan.everyEvent()
  const { runs } = measured
  const first = plan.add({ op: 'edge-in', edge: 'first', runs })
  return plan.and(first, plan.anyIn(mask, runs))!
}
