import { isSharedBy } from './shared-browsers.ts'
import { type Device, makeAppDevice, makeBrowsers } from './devices.ts'
import { dayMs, dayOf, type Period } from './period.ts'
import { lot, type Random } from './random.ts'
import { scenario } from './scenario.ts'

/** Someone who visits the shop. Numbers count from 1 and are nowhere in the data. */
export interface Person {
  readonly number: number
  readonly country: string
  /** What the shop knows of a customer; nobody else orders online, or calls. */
  readonly customer?: Customer
  /** Web browsers, each with a cookie of its own. */
  readonly browsers: readonly Device[]
  readonly app?: Device
  /** Days of the period on which the person may come: `[firstDay, endDay)`. */
  readonly firstDay: number
  readonly endDay: number
  /** Expected numbers in the whole period. */
  readonly visits: { readonly web: number; readonly app: number; readonly stores: number }
  readonly usesOrderTracker: boolean
  /** Whether pages send a placeholder instead of this person's id at times. */
  readonly meetsPlaceholders: boolean
}

/** A row of the profile dataset. */
export interface Customer {
  readonly customer_id: string
  readonly email: string
  readonly loyalty_id: string | null
  readonly phone: string
  readonly home_country: string
  readonly city: string
  readonly tier: Tier
  readonly newsletter: boolean
  readonly signed_up: string
}

export const customerColumns: readonly (keyof Customer)[] = [
  'customer_id',
  'email',
  'loyalty_id',
  'phone',
  'home_country',
  'city',
  'tier',
  'newsletter',
  'signed_up',
]

type Tier = 'Bronze' | 'Silver' | 'Gold'

const cities: Readonly<Record<string, readonly string[]>> = {
  Germany: ['Hamburg', 'Berlin', 'Munich', 'Cologne'],
  Netherlands: ['Amsterdam', 'Rotterdam', 'Utrecht'],
  Denmark: ['Copenhagen', 'Aarhus'],
  Austria: ['Vienna', 'Innsbruck'],
  Sweden: ['Stockholm', 'Gothenburg'],
}

const countries = lot({ Germany: 46, Netherlands: 20, Denmark: 12, Austria: 12, Sweden: 10 })
const tiers = lot({ Bronze: 70, Silver: 22, Gold: 8 })
const webVisits: Readonly<Record<Tier, number>> = { Bronze: 7.5, Silver: 11, Gold: 15 }

const firstNames = 'anna ben clara david elin finn greta hugo ida jonas'.split(' ')
const lastNames = 'berg dahl frost holm jensen krause lind meyer vos wolf'.split(' ')

export function makePerson(random: Random, number: number, period: Period): Person {
  const country = random.choose(countries)
  const isShared = isSharedBy(number)
  const isNew = !isShared && random.isTrue(0.45)
  const firstDay = isNew ? random.integer(0, scenario.days - 4) : 0
  const isGone = !isShared && random.isTrue(0.3)
  const endDay = isGone ? random.integer(firstDay + 2, scenario.days) : scenario.days
  const isCustomer = isShared || random.isTrue(0.7)
  const signedUpMs = period.startMs + (isNew ? firstDay : -random.integer(1, 900)) * dayMs
  const customer = isCustomer ? makeCustomer(random, number, country, signedUpMs) : undefined
  const hasApp = random.isTrue(isCustomer ? 0.42 : 0.05)
  return {
    number,
    country,
    ...(customer && { customer }),
    browsers: makeBrowsers(random, number),
    ...(hasApp && { app: makeAppDevice(random, number) }),
    firstDay,
    endDay,
    visits: {
      web: 1 + random.exponential(customer ? webVisits[customer.tier] : 2.4),
      app: hasApp ? 1 + random.exponential(8) : 0,
      stores: customer?.loyalty_id ? random.exponential(1.4) : 0,
    },
    usesOrderTracker: isCustomer && random.isTrue(scenario.orderTracker.users),
    meetsPlaceholders: random.isTrue(scenario.placeholders.people),
  }
}

function makeCustomer(
  random: Random,
  number: number,
  country: string,
  signedUpMs: number,
): Customer {
  const name = `${random.pick(firstNames)}.${random.pick(lastNames)}`
  return {
    customer_id: `C${String(number).padStart(7, '0')}`,
    email: `${name}.${number}@example.com`,
    loyalty_id: random.isTrue(0.6) ? `HP${spread(number, 73_939_133)}` : null,
    phone: `+4915${spread(number, 61_803_399)}`,
    home_country: country,
    city: random.pick(cities[country]!),
    tier: random.choose(tiers),
    newsletter: random.isTrue(0.4),
    signed_up: dayOf(signedUpMs),
  }
}

/** Eight digits that look like chance and differ for every number up to a hundred million; `factor` has no divisor in common with ten. */
const spread = (number: number, factor: number): string =>
  String((number * factor) % 100_000_000).padStart(8, '0')
