import type { DimensionComponent } from '../../model/component-settings.ts'
import type { BooleanFormat, DateFormat } from '../../model/format.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { discoverNumbers } from '../compilation/discovery.ts'
import { mapItems, ofText } from '../compilation/map-items.ts'
import { compileBuckets, compileTextBuckets } from '../standard/number-buckets.ts'
import { listNumberItems } from '../standard/numbered.ts'
import { compileInstantPart } from '../standard/time-values.ts'
import type { NumberValue, TextValue, Value } from '../compilation/value.ts'
import { labelDates } from './date-labels.ts'
import { refuseForeignSettings } from './foreign-settings.ts'
import { takeSubstring } from './substring.ts'
import { keepNumbers, keepText } from './value-filters.ts'

/** The component's own settings on a value, in the order of §3.2. Errors: definition/invalid for those that it cannot have. */
export async function transform(
  c: Compilation,
  value: Value,
  component: DimensionComponent,
): Promise<TextValue> {
  const { noValue, format } = component
  refuseForeignSettings(value, component)
  const found = await itemsOf(c, value, component)
  const items = format?.type === 'boolean' ? labelBooleans(c, found, format) : found
  return noValue?.mode === 'as-value' ? fillItems(c, items, noValue.label) : items
}

/** No value becomes an item, which stands behind the others where they have an order of their own. */
function fillItems(c: Compilation, items: TextValue, label: string): TextValue {
  const filled = mapItems(c, items, `no value ${label}`, (item) => item ?? label)
  const { isOrdered = false, isTime = false, label: display, size } = items.domain
  const own = display && ((code: number) => (code < size ? display(code) : label))
  return { ...filled, domain: { ...filled.domain, isOrdered, isTime, ...(own && { label: own }) } }
}

/** Items become their labels for everything that follows: segments and searches name these (§3.4). */
function labelBooleans(c: Compilation, value: TextValue, format: BooleanFormat): TextValue {
  const labels = new Map([
    ['true', format.true],
    ['false', format.false],
  ])
  const key = `boolean ${JSON.stringify([format.true, format.false])}`
  return mapItems(c, value, key, (item) => labels.get(String(item)) ?? item)
}

/** Numbers are filtered and bucketed as numbers, unless a part of their text is taken. */
async function itemsOf(
  c: Compilation,
  value: Value,
  component: DimensionComponent,
): Promise<TextValue> {
  if (value.kind === 'text') return transformText(c, value, component)
  if (component.substring === undefined) return transformNumbers(c, value, component)
  const key = `dimension ${component.field ?? component.id}`
  return transformText(c, await listNumberItems(c, value, key), component)
}

function transformText(c: Compilation, value: TextValue, component: DimensionComponent): TextValue {
  const { substring, lowercase, buckets } = component
  const part = substring ? takeSubstring(c, value, substring) : value
  const lowered = lowercase
    ? mapItems(
        c,
        part,
        'lowercase',
        ofText((t) => t.toLowerCase()),
      )
    : part
  const filtered = keepText(c, lowered, component)
  return buckets ? compileTextBuckets(c, filtered, buckets.at) : filtered
}

async function transformNumbers(
  c: Compilation,
  value: NumberValue,
  component: DimensionComponent,
): Promise<TextValue> {
  const filtered = keepNumbers(c, value, component)
  const { field, id, buckets, include, exclude } = component
  const key = JSON.stringify(['dimension', field ?? id, include, exclude])
  if (value.isInstant) return dateItems(c, filtered, key, component.format)
  return buckets ? compileBuckets(c, filtered, buckets.at) : listNumberItems(c, filtered, key)
}

/** Instants by the format's granularity, by days without one (§3.4). */
async function dateItems(
  c: Compilation,
  value: NumberValue,
  key: string,
  format: DateFormat | BooleanFormat | undefined,
): Promise<TextValue> {
  const found = await discoverNumbers(c, key, value.ref)
  const granularity = format?.type === 'date' ? format.granularity : 'day'
  const stretch = { start: found[0] ?? 0, end: (found.at(-1) ?? 0) + 1 }
  const items = compileInstantPart(c, granularity, value, stretch)
  const pattern = format?.type === 'date' ? format.pattern : undefined
  return pattern === undefined ? items : labelDates(items, granularity, pattern)
}
