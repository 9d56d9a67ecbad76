import { catalogue, categories, type Product } from './catalogue.ts'
import type { Device, Person } from './people.ts'
import type { Random } from './random.ts'
import { scenario } from './scenario.ts'

/** A line of the web dataset; instants are ISO 8601 in UTC. */
export interface WebEvent {
  event_id: string
  ts: string
  email: string | null
  session: number
  event: WebEventName
  page: string
  page_type: string
  channel: string
  campaign?: string
  device: Device
  country: string
  search_term?: string
  products?: readonly LineItem[]
  order_id?: string
  revenue?: number
  error?: string
}

export type WebEventName =
  | 'page_view'
  | 'search'
  | 'product_view'
  | 'add_to_cart'
  | 'checkout'
  | 'order'
  | 'error'

interface LineItem {
  readonly sku: string
  readonly name: string
  readonly price: number
  readonly quantity: number
}

interface Channel {
  readonly name: string
  readonly campaign?: string
}

const dayMs = 86_400_000
const minuteMs = 60_000

const firstChannels = {
  'Paid search': 26,
  'Organic search': 24,
  'Paid social': 18,
  Display: 12,
  Referral: 8,
  Direct: 12,
}
const laterChannels = {
  Direct: 38,
  'Organic search': 20,
  'Paid search': 14,
  'Paid social': 10,
  Referral: 8,
  Display: 10,
}

/** How readily each channel's visitors put something into the cart. */
const appetite: Readonly<Record<string, number>> = {
  'E-mail': 1.5,
  Direct: 1.25,
  'Paid search': 1.1,
  'Organic search': 1,
  Referral: 0.9,
  'Paid social': 0.65,
  Display: 0.4,
}

const searchTerms = ['tent', 'rain jacket', 'hiking boots', 'sleeping bag', 'stove', 'backpack']

/** One person's web events in order of time. */
export function makeWebEvents(random: Random, person: Person, startMs: number): WebEvent[] {
  const count = Math.max(1, Math.round(person.sessions))
  const starts = Array.from({ length: count }, () => sessionStart(random, startMs))
  return starts
    .sort((a, b) => a - b)
    .flatMap((start, index) => new Visit(random, person, startMs, start, index + 1).run())
}

const hourWeights = {
  '6': 1,
  '7': 3,
  '8': 4,
  '9': 4,
  '10': 4,
  '11': 4,
  '12': 5,
  '13': 4,
  '14': 4,
  '15': 4,
  '16': 5,
  '17': 6,
  '18': 7,
  '19': 9,
  '20': 10,
  '21': 8,
  '22': 4,
  '23': 1,
}

function sessionStart(random: Random, startMs: number): number {
  const day = random.integer(0, scenario.days - 1)
  const hour = Number(random.weighted(hourWeights)) - 1
  return startMs + day * dayMs + hour * 3_600_000 + random.integer(0, 3_599) * 1000
}

function channelOf(random: Random, person: Person, day: number, session: number): Channel {
  const { name, firstDay, endDay } = scenario.campaign
  const isRunning = day >= firstDay && day < endDay
  if (person.isSubscriber && session > 1 && random.isTrue(isRunning ? 0.6 : 0.2)) {
    return isRunning ? { name: 'E-mail', campaign: name } : { name: 'E-mail' }
  }
  return { name: random.weighted(session === 1 ? firstChannels : laterChannels) }
}

/** One session, from landing to leaving; the clock moves with every event. */
class Visit {
  readonly #random: Random
  readonly #person: Person
  readonly #day: number
  readonly #session: number
  readonly #channel: Channel
  readonly #device: Device
  readonly #events: WebEvent[] = []
  readonly #cart: LineItem[] = []
  #now: number

  constructor(random: Random, person: Person, startMs: number, start: number, session: number) {
    this.#random = random
    this.#person = person
    this.#session = session
    this.#now = start
    this.#day = Math.floor((start - startMs) / dayMs)
    this.#channel = channelOf(random, person, this.#day, session)
    this.#device = random.isTrue(0.85) ? person.device : random.pick(['Mobile', 'Desktop'] as const)
  }

  run(): WebEvent[] {
    this.#land()
    const rounds = this.#random.integer(1, 3)
    for (let round = 0; round < rounds; round++) this.#browse()
    if (this.#cart.length > 0 && this.#random.isTrue(0.74)) this.#checkOut()
    return this.#events
  }

  #land(): void {
    if (this.#random.isTrue(0.6)) this.#add('page_view', 'Home', 'Home')
    if (this.#random.isTrue(0.12)) this.#add('page_view', 'Stores', 'Service')
    if (this.#random.isTrue(0.08)) this.#add('page_view', 'Delivery and returns', 'Service')
  }

  #browse(): void {
    const category = this.#findCategory()
    const products = catalogue.filter((product) => product.category === category)
    for (let seen = 0; this.#random.isTrue(seen === 0 ? 0.72 : 0.38); seen++) {
      this.#look(this.#random.pick(products))
    }
  }

  #findCategory(): string {
    const category = this.#random.pick(categories)
    if (this.#random.isTrue(0.22)) {
      const search_term = this.#random.pick(searchTerms)
      this.#add('search', 'Search results', 'Search', { search_term })
    } else this.#add('page_view', category, 'Category')
    return category
  }

  #look(product: Product): void {
    const item = { ...lineOf(product), quantity: 1 }
    this.#add('product_view', product.name, 'Product', { products: [item] })
    if (!this.#random.isTrue(0.17 * appetite[this.#channel.name]!)) return
    const quantity = product.price < 50 ? this.#random.integer(1, 3) : 1
    this.#cart.push({ ...item, quantity })
    this.#add('add_to_cart', product.name, 'Product', { products: [{ ...item, quantity }] })
  }

  #checkOut(): void {
    const products = [...this.#cart]
    this.#add('page_view', 'Cart', 'Checkout', { products })
    if (!this.#random.isTrue(0.74)) return
    this.#add('checkout', 'Checkout', 'Checkout', { products })
    if (this.#fails()) {
      this.#add('error', 'Checkout', 'Checkout', { error: scenario.paymentError.name })
      if (this.#random.isTrue(0.7)) return
    }
    if (!this.#random.isTrue(this.#device === 'Mobile' ? 0.66 : 0.8)) return
    const revenue = products.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
    const order_id = `O-${this.#person.customerId.slice(1)}-${this.#session}`
    this.#add('order', 'Thank you', 'Checkout', { products, order_id, revenue })
  }

  #fails(): boolean {
    const { firstDay, endDay, rate } = scenario.paymentError
    const isBroken = this.#day >= firstDay && this.#day < endDay && this.#device === 'Mobile'
    return isBroken && this.#random.isTrue(rate)
  }

  #add(
    event: WebEventName,
    page: string,
    page_type: string,
    details: Partial<WebEvent> = {},
  ): void {
    const { customerId, email, country } = this.#person
    const { name: channel, campaign } = this.#channel
    this.#events.push({
      event_id: `${customerId}-${this.#session}-${this.#events.length + 1}`,
      ts: new Date(this.#now).toISOString(),
      email,
      session: this.#session,
      event,
      page,
      page_type,
      channel,
      ...(campaign === undefined ? {} : { campaign }),
      device: this.#device,
      country,
      ...details,
    })
    this.#now += Math.round(5_000 + Math.min(this.#random.exponential(55_000), 8 * minuteMs))
  }
}

const lineOf = ({ sku, name, price }: Product) => ({ sku, name, price })
