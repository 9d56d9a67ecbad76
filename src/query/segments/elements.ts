import type { ElementTest, MaskRef, NodeRef } from '../../engine/index.ts'
import type {
  Condition,
  ContainerCondition,
  DimensionCondition,
  MetricCondition,
  SegmentContainer,
} from '../../model/conditions.ts'
import type { Compilation, SelectedElements } from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { findEventsWithElements, limitToElements } from '../components/selections.ts'
import { compileMetric } from '../components/metric.ts'
import { passingPart, buildPredicateTable } from '../compilation/domain-table.ts'
import { findListsAround } from '../compilation/lists-around.ts'
import { compileField } from '../compilation/fields.ts'
import type { TextValue } from '../compilation/value.ts'
import { findLookingPeriod } from './looking-period.ts'
import { isComparison } from '../operators/number-operators.ts'
import { inside, type RulePlace, type Tested } from './rule.ts'
import { toTested } from '../compilation/tested.ts'
import { compileValueTest } from '../operators/value-test.ts'

/** Whether a container is a list of the journey table. */
export const isList = ({ schema }: Compilation, container: string): boolean =>
  schema.fields.some(({ list }) => list === container)

/**
 * A sub-event container (§5.5): the elements that fulfil its rules, and the events with such an
 * element. Rules on a list around it are asked of the element that it lies in; on other lists, events and wider containers are asked of the element's event.
 * `exclude` keeps the other elements; events without elements are never kept.
 */
export async function compileElements(
  container: ContainerCondition | SegmentContainer,
  outer: RulePlace,
): Promise<Tested & { readonly elements: SelectedElements }> {
  const { container: list, exclude, where } = container
  const place = { ...outer, period: findLookingPeriod(container, outer) }
  const { c, period } = place
  const windows = new Set<MaskRef>([period.window])
  const tested = await elementTest(where, list, inside(place, 'where'), windows)
  const test = exclude ? { not: tested } : tested
  const passing = c.plan.add({ op: 'element-test', list: await shapeOf(c, list), test })
  const ref = limitToElements(c, passing, list, c.selection.elements)
  return {
    mask: findEventsWithElements(c, ref),
    window: c.plan.or(...windows),
    elements: { list, ref },
  }
}

async function elementTest(
  condition: Condition,
  list: string,
  place: RulePlace,
  windows: Set<MaskRef>,
): Promise<ElementTest> {
  const each = async (conditions: readonly Condition[], at: RulePlace): Promise<ElementTest[]> => {
    const tests: ElementTest[] = []
    for (const [i, inner] of conditions.entries()) {
      tests.push(await elementTest(inner, list, inside(at, i), windows))
    }
    return tests
  }
  if ('and' in condition) return { and: await each(condition.and, inside(place, 'and')) }
  if ('or' in condition) return { or: await each(condition.or, inside(place, 'or')) }
  if ('not' in condition) {
    return { not: await elementTest(condition.not, list, inside(place, 'not'), windows) }
  }
  if ('container' in condition && condition.container === list) {
    const inner = await elementTest(condition.where, list, inside(place, 'where'), windows)
    return condition.exclude ? { not: inner } : inner
  }
  const own = await ownTest(condition, list, place)
  if (own) return own
  const { mask, window } = await place.compile(condition, { ...place, scope: 'event' })
  windows.add(window)
  return { event: mask }
}

/**
 * A test of the element's own values, or of those of the element that it lies in; undefined where a
 * condition is about its event.
 */
async function ownTest(
  condition: Condition,
  list: string,
  place: RulePlace,
): Promise<ElementTest | undefined> {
  const isMetric = 'metric' in condition
  if (!isMetric && (!('dimension' in condition) || 'distinctCount' in condition)) return undefined
  const test = (of: string) =>
    isMetric ? metricTest(condition, of, place) : dimensionTest(condition, of, place)
  const own = await test(list)
  if (own) return own
  for (const outer of findListsAround(place.c, list)) {
    const tested = await test(outer)
    if (tested) return insideOf(place.c, list, outer, tested)
  }
  return undefined
}

/** The elements of a list that lie in an element of an outer list that passes a test. */
async function insideOf(
  c: Compilation,
  list: string,
  outer: string,
  test: ElementTest,
): Promise<ElementTest> {
  const elementsOf = async (of: string, passing: ElementTest) =>
    c.plan.add({ op: 'element-test', list: await shapeOf(c, of), test: passing })
  const elements = await elementsOf(outer, test)
  const input = await elementsOf(list, { event: null })
  const codes = c.plan.add({ op: 'selected-elements', input, elements })
  return { codes, table: c.plan.table(selectedCodes), isBelow: false }
}

const selectedCodes = Uint8Array.of(0, 1)

/** Any vector of a list. */
async function shapeOf(c: Compilation, list: string): Promise<NodeRef> {
  const field = c.schema.fields.find((candidate) => candidate.list === list)!
  return (await compileField(c, field.path)).ref
}

const anyElement: ElementTest = { event: null }

async function dimensionTest(
  condition: DimensionCondition,
  list: string,
  place: RulePlace,
): Promise<ElementTest | undefined> {
  const { c, period } = place
  const path = inside(place, 'dimension').path
  const { value } = await compileDimension(c, condition.dimension, period, path)
  const isBelow = value.list !== list
  if (isBelow && !isChild(c, value, list)) return undefined
  const { isNegated, key, passes } = compileValueTest(
    condition,
    toTested(c, value.domain),
    place.path,
  )
  const table = buildPredicateTable(c, value.domain, key, passes)
  const test = {
    all: () => anyElement,
    none: () => ({ not: anyElement }),
    some: () => ({ codes: value.ref, table: c.plan.table(table), isBelow }),
  }[passingPart(table)]()
  return isNegated ? { not: test } : test
}

/** Whether the values lie in a list directly below another. */
const isChild = (c: Compilation, { list }: TextValue, parent: string): boolean =>
  list !== undefined && findListsAround(c, list)[0] === parent

async function metricTest(
  condition: MetricCondition,
  list: string,
  place: RulePlace,
): Promise<ElementTest | undefined> {
  const { op, value = 0 } = condition
  const path = inside(place, 'metric').path
  const { measured } = await compileMetric(place.c, condition.metric, place.period, path)
  if (measured.kind !== 'sum' || measured.elements?.list !== list) return undefined
  const { ref } = measured.elements
  if (isComparison(op)) return { numbers: ref, comparison: op, value }
  return op === 'exists' ? { hasNumber: ref } : { not: { hasNumber: ref } }
}
