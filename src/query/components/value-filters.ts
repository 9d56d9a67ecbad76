import type { MetricComponent, ValueFilter } from '../../model/component-settings.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Domain, NumberValue, TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import { type TestedItems, toTested } from '../compilation/tested.ts'
import { compileItemTest } from '../operators/item-test.ts'
import { compileNumberRule } from '../operators/number-rule.ts'

type Filters = Pick<MetricComponent, 'include' | 'exclude'>

/** The value without what include and exclude rules reject, element by element in a list (§3.5). */
export function keepText(c: Compilation, value: TextValue, filters: Filters): TextValue {
  const { include, exclude } = filters
  if (!include && !exclude) return value
  const { domain } = value
  const isIncluded = include ? filterTest(include, toTested(c, domain), 'include') : () => true
  const isExcluded = exclude ? filterTest(exclude, toTested(c, domain), 'exclude') : () => false
  const key = `keep ${domain.id} ${JSON.stringify([include, exclude, c.view.timeZone])}`
  const isKept = (item: Item) => isIncluded(item) && !isExcluded(item)
  const table = c.source.memo(key, () => findPassingCodes(domain, isKept))
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref }
}

function findPassingCodes(domain: Domain, isKept: (item: Item) => boolean): Uint32Array {
  const table = new Uint32Array(domain.size)
  for (let code = 1; code < domain.size; code++) {
    if (isKept(domain.item(code))) table[code] = code
  }
  return table
}

function filterTest(
  filter: ValueFilter,
  tested: TestedItems,
  name: 'include' | 'exclude',
): (item: Item) => boolean {
  const { caseSensitive } = filter
  const tests = filter.rules.map((rule, index) =>
    compileItemTest({ ...rule, caseSensitive }, tested, [name, 'rules', index]),
  )
  return filter.match === 'all'
    ? (item) => tests.every((test) => test.passes(item))
    : (item) => tests.some((test) => test.passes(item))
}

/** The numbers without what include and exclude rules reject, element by element in a list (§3.5). */
export function keepNumbers(c: Compilation, value: NumberValue, filters: Filters): NumberValue {
  const { include, exclude } = filters
  const included = include ? filtered(c, value, include, 'include') : value
  return exclude ? filtered(c, included, exclude, 'exclude') : included
}

function filtered(
  c: Compilation,
  value: NumberValue,
  { match, rules: given }: ValueFilter,
  name: 'include' | 'exclude',
): NumberValue {
  const rules = given.map((rule, index) =>
    compileNumberRule(rule, value.isInstant, c.view, [name, 'rules', index]),
  )
  const exclude = name === 'exclude'
  const ref = c.plan.add({ op: 'filter-numbers', input: value.ref, match, rules, exclude })
  return { ...value, ref }
}
