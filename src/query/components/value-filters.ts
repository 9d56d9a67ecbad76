import type { MetricComponent, ValueFilter } from '../../model/component-settings.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { Domain, NumberValue, TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import { compileItemTest } from '../operators/item-test.ts'
import { compileNumberRule } from '../operators/number-rule.ts'

type Filters = Pick<MetricComponent, 'include' | 'exclude'>

/** The value without what include and exclude rules reject, element by element in a list (§3.5). */
export function keepText(c: Compilation, value: TextValue, filters: Filters): TextValue {
  const { include, exclude } = filters
  if (!include && !exclude) return value
  const { timeZone } = c.view
  const key = `keep ${value.domain.id} ${JSON.stringify([include, exclude, timeZone])}`
  const table = c.source.memo(key, () => findPassingCodes(value.domain, filters, timeZone))
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(table) })
  return { ...value, ref }
}

function findPassingCodes(
  domain: Domain,
  { include, exclude }: Filters,
  timeZone: string,
): Uint32Array {
  const isIncluded = include ? filterTest(include, timeZone) : () => true
  const isExcluded = exclude ? filterTest(exclude, timeZone) : () => false
  const table = new Uint32Array(domain.size)
  for (let code = 1; code < domain.size; code++) {
    const item = domain.item(code)
    if (isIncluded(item) && !isExcluded(item)) table[code] = code
  }
  return table
}

function filterTest(filter: ValueFilter, timeZone: string): (item: Item) => boolean {
  const { caseSensitive } = filter
  const tests = filter.rules.map((rule) => compileItemTest({ ...rule, caseSensitive }, timeZone))
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
