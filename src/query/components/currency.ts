import type { Path } from '../../model/path.ts'
import { findCombinationSlots, type NodeRef } from '../../engine/index.ts'
import type { CurrencyConversion, MetricComponent } from '../../model/component-settings.ts'
import type { ExchangeRate } from '../../model/definitions/data-view.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { readInstant } from '../compilation/read-instant.ts'
import type { Compilation } from '../compilation/compilation.ts'
import type { NumberValue, TextValue } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'
import { compileComponentSource } from './component-source.ts'
import { type LookedAt, reportLeftOut } from './left-out-amounts.ts'
import { transform } from './transforms.ts'
import { asDefinitionErrors } from '../compilation/as-definition-errors.ts'

/**
 * Amounts in one currency (§3.4): each at the rate of its event's day, through US dollars. Amounts
 * without a code or a rate have no value; a warning says how many of the period they are, and why.
 * Errors: definition/unknown-component, definition/impossible where no rate leads to the currency.
 */
export const convertCurrency = (...given: Parameters<typeof convert>): Promise<NumberValue> =>
  asDefinitionErrors(() => convert(...given))

async function convert(
  c: Compilation,
  value: NumberValue,
  { id, currency }: MetricComponent,
  looked: LookedAt | undefined,
): Promise<NumberValue> {
  if (currency === undefined) return value
  const path = ['metrics', id, 'currency']
  const rates = ratesOf(c, currency, path)
  const codes = await codesOf(c, currency, value, path)
  const factor = factors(c, rates, codes, currency)
  const input = c.plan.add({
    op: 'math',
    operator: '*',
    left: { input: value.ref },
    right: { input: factor },
  })
  const converted = { ...value, ref: input }
  if (looked)
    reportLeftOut(
      c,
      { id, value, converted, codes, reasons: reasonsOf(codes, rates, currency) },
      looked,
    )
  return converted
}

/** US dollars per unit from each instant on, by currency. */
type Rates = ReadonlyMap<string, readonly Rate[]>

interface Rate {
  readonly start: number
  readonly usd: number
  /** The day on which it starts. */
  readonly from: string
}

function ratesOf({ view }: Compilation, { to }: CurrencyConversion, path: Path): Rates {
  const rates = new Map<string, Rate[]>([
    ['USD', [{ start: Number.NEGATIVE_INFINITY, usd: 1, from: '' }]],
  ])
  const startOf = ({ from }: ExchangeRate): number => readInstant(from, view.timeZone, [])
  for (const rate of view.exchangeRates) {
    const known = rates.get(rate.currency) ?? []
    rates.set(rate.currency, [...known, { start: startOf(rate), usd: rate.usd, from: rate.from }])
  }
  for (const series of rates.values()) series.sort((a, b) => a.start - b.start)
  if (rates.has(to) && view.exchangeRates.length > 0) return rates
  const reason = `there are no exchange rates to ${to}: list them as exchangeRates of the data view`
  throw new ThroughlineError('request/impossible', { reason }, path)
}

/** The currency codes beside the amounts, on the event or on the same elements. */
async function codesOf(
  c: Compilation,
  { codeDimension }: CurrencyConversion,
  value: NumberValue,
  path: Path,
): Promise<TextValue> {
  const component = c.view.dimensions.get(codeDimension)
  if (component === undefined) {
    const params = { type: 'dimension', id: codeDimension, allowed: [...c.view.dimensions.keys()] }
    throw new ThroughlineError('request/unknown-component', params, [...path, 'codeDimension'])
  }
  const codes = await transform(c, await compileComponentSource(c, component), component)
  const isBeside = !codes.isList || (codes.list !== undefined && codes.list === value.list)
  if (isBeside) return codes
  const reason = `${codeDimension} has several values beside one amount`
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'codeDimension'])
}

const currencyOf = (item: Item): string => String(item).trim().toUpperCase()

/** Why amounts of each code are left out, where they are. */
function reasonsOf({ domain }: TextValue, rates: Rates, { to }: CurrencyConversion): string[] {
  return Array.from({ length: domain.size }, (_, code) => {
    if (code === 0) return 'without a currency code'
    const currency = currencyOf(domain.item(code))
    if (!rates.has(currency)) return `in ${currency}, which has no exchange rate`
    const [own, other] = [rates.get(currency)![0]!, rates.get(to)![0]!]
    const { from } = own.start > other.start ? own : other
    return `in ${currency} before its first exchange rate of ${from}`
  })
}

/** What amounts are multiplied with: by currency and the stretch of time in which no rate changes. */
function factors(
  c: Compilation,
  rates: Rates,
  codes: TextValue,
  { to }: CurrencyConversion,
): NodeRef {
  const starts = startsOf(rates)
  const stretches = starts.length + 1
  const { size } = codes.domain
  const packed: number[] = []
  const values: number[] = [Number.NaN]
  for (let code = 1; code < size; code++) {
    const currency = currencyOf(codes.domain.item(code))
    for (let stretch = 0; stretch < stretches; stretch++) {
      const at = stretch === 0 ? Number.NEGATIVE_INFINITY : starts[stretch - 1]!
      const factor = usdAt(rates, currency, at) / usdAt(rates, to, at)
      if (Number.isNaN(factor)) continue
      packed.push(code * stretches + stretch)
      values.push(factor)
    }
  }
  const { slots, codes: numbers } = findCombinationSlots(packed)
  const input = c.plan.add({
    op: 'combine',
    inputs: [codes.ref, stretchOf(c, starts)],
    sizes: [size, stretches],
    slots: c.plan.table(slots),
    codes: c.plan.table(numbers),
  })
  const table = c.plan.table(Float64Array.from(values))
  return c.plan.add({ op: 'map-number', input, table })
}

function usdAt(rates: Rates, currency: string, at: number): number {
  return rates.get(currency)?.findLast(({ start }) => start <= at)?.usd ?? Number.NaN
}

const startsOf = (rates: Rates): number[] =>
  [...new Set([...rates.values()].flat().map(({ start }) => start))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b)

/** Code of the stretch: 0 before the first change, then 1, 2 …. */
function stretchOf(c: Compilation, starts: readonly number[]): NodeRef {
  const last = Math.max(c.schema.lastTime ?? 0, starts.at(-1)!) + 1
  const bounds = Float64Array.from([...starts, last])
  return c.plan.add({ op: 'time-bucket', bounds: c.plan.table(bounds) })
}
