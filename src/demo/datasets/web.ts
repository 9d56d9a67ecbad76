import type { Device, DeviceType } from '../world/devices.ts'
import { type DemoEvent, type LineItem, type Row, revenueOf } from '../world/events.ts'
import type { Occasion } from '../world/occasion.ts'
import { hasTurn } from '../world/shared-browsers.ts'
import { appetiteOf, chooseSource, type Source } from '../world/sources.ts'
import { scenario } from '../world/scenario.ts'
import { lineOf, Visit } from '../world/visit.ts'
import { categories, type Product } from './catalogue.ts'

/** A line of the web dataset. */
interface WebRow extends Row, Details {
  readonly event_id: string
  readonly cookie: string
  /** After login; a placeholder where a page sends one. */
  readonly email: string | undefined
  readonly event: WebEventName
  readonly page: string
  readonly page_type: string
  readonly device: DeviceType
  readonly country: string
  /** The page before, the shop's own ones included. */
  readonly referrer: string | undefined
  readonly utm_source: string | undefined
  readonly utm_medium: string | undefined
  readonly utm_campaign: string | undefined
}

/** What only some events have. */
interface Details extends Pick<Row, 'order_id' | 'revenue' | 'error' | 'tool'> {
  readonly search_term?: string | undefined
  readonly finding_method?: FindingMethod | undefined
  readonly products?: readonly LineItem[] | undefined
}

type FindingMethod = 'Search' | 'Category' | 'Recommendation'

type WebEventName =
  | 'page_view'
  | 'search'
  | 'login'
  | 'product_view'
  | 'add_to_cart'
  | 'checkout'
  | 'order'
  | 'error'
  | 'tool'

const searchTerms = ['tent', 'rain jacket', 'hiking boots', 'sleeping bag', 'stove', 'backpack']

/** Where every event but the first of a visit comes from. */
const inTheShop: Source = { channel: '', referrer: 'https://www.harborandpine.example/' }

/** One visit of the web shop. */
export function visitWeb(occasion: Occasion): readonly DemoEvent[] {
  const browser = chooseBrowser(occasion)
  const source = chooseSource(occasion)
  return new WebVisit(occasion, browser, source).run()
}

function chooseBrowser({ random, person, day }: Occasion): Device {
  const usable = person.browsers.filter(
    ({ firstDay, endDay, isShared }) =>
      day >= firstDay && day < endDay && (!isShared || hasTurn(person.number, day)),
  )
  const shared = usable.find(({ isShared }) => isShared)
  return shared ?? (random.isTrue(0.75) ? usable[0]! : random.pick(usable))
}

class WebVisit extends Visit {
  readonly #source: Source
  readonly #placeholder: string | undefined

  constructor(occasion: Occasion, browser: Device, source: Source) {
    const { random, person, memory } = occasion
    const touch = { channel: source.channel, campaign: source.campaign?.code ?? null }
    const isRemembered = browser.isShared || (memory.isLinked(browser) && random.isTrue(0.35))
    super('web', occasion, browser, touch, isRemembered)
    this.#source = source
    const meets = person.meetsPlaceholders && random.isTrue(0.5)
    if (meets) this.#placeholder = random.pick(scenario.placeholders.emails)
  }

  run(): readonly DemoEvent[] {
    this.#land()
    const rounds = this.random.integer(1, 3)
    for (let round = 0; round < rounds && !this.isOver; round++) this.#browse()
    if (this.cart.length > 0 && this.canOrder && this.random.isTrue(0.74)) this.#checkOut()
    if (this.device.isShared) this.#leaveItToOthers()
    return this.events
  }

  #land(): void {
    this.#look('Home', 'Home')
    if (this.occasion.person.customer && !this.isKnown && this.random.isTrue(0.3)) this.#signIn()
    if (this.random.isTrue(0.1)) this.#look('Stores', 'Service')
    if (this.random.isTrue(0.08)) this.#look('Delivery and returns', 'Service')
    if (this.random.isTrue(0.05)) this.#use('Size finder')
    if (this.random.isTrue(0.02)) this.#fail('Page not found', 'Not found')
    if (!this.occasion.memory.hasSeenTrailGuide && this.random.isTrue(0.08)) this.#readTrailGuide()
  }

  #readTrailGuide(): void {
    const { steps, rates } = scenario.trailGuide
    this.occasion.memory.hasSeenTrailGuide = true
    for (const [step, page] of steps.entries()) {
      if (step > 0 && !this.random.isTrue(rates[step - 1]!)) return
      this.#look(page, 'Content')
    }
  }

  #browse(): void {
    const category = this.random.pick(categories)
    const isSearch = this.random.isTrue(0.22)
    if (isSearch) {
      const search_term = this.random.pick(searchTerms)
      this.#add('search', 'Search results', 'Search', { search_term })
    } else this.#look(category, 'Category')
    for (const product of this.someProducts(category)) {
      const isFound = this.random.isTrue(0.8)
      this.#consider(product, isFound ? (isSearch ? 'Search' : 'Category') : 'Recommendation')
    }
  }

  #consider(product: Product, finding_method: FindingMethod): void {
    const details = { finding_method, products: [lineOf(product, 1)] }
    this.#add('product_view', product.name, 'Product', details)
    if (!this.random.isTrue(0.17 * appetiteOf(this.#source))) return
    const line = lineOf(product, this.quantityOf(product))
    this.cart.push(line)
    this.#add('add_to_cart', product.name, 'Product', { products: [line] })
  }

  #checkOut(): void {
    const products = [...this.cart]
    this.#add('page_view', 'Cart', 'Checkout', { products })
    if (!this.random.isTrue(0.78)) return
    if (!this.isKnown) this.#signIn()
    const { page } = scenario.paymentError
    this.#add('checkout', page, 'Checkout', { products })
    if (this.#isPaymentBroken()) {
      this.#fail(page, scenario.paymentError.name)
      if (this.random.isTrue(0.7)) return
    }
    if (!this.random.isTrue(this.device.type === 'Mobile' ? 0.68 : 0.82)) return
    const order = { products, order_id: this.orderId, revenue: revenueOf(products) }
    this.#add('order', 'Thank you', 'Checkout', order)
    if (this.occasion.person.usesOrderTracker) this.#use(scenario.orderTracker.name)
  }

  #isPaymentBroken(): boolean {
    const { firstDay, endDay, device, rate } = scenario.paymentError
    const { day } = this.occasion
    const isBroken = day >= firstDay && day < endDay && this.device.type === device
    return isBroken && this.random.isTrue(rate)
  }

  #signIn(): void {
    this.logIn()
    this.#add('login', 'Sign in', 'Service')
  }

  /** After whom nobody else has to sign out first. */
  #leaveItToOthers(): void {
    this.isKnown = false
    if (this.random.isTrue(0.6)) this.#look('Home', 'Home')
    if (this.random.isTrue(0.4)) this.#look('Stores', 'Service')
  }

  #look(page: string, page_type: string): void {
    this.#add('page_view', page, page_type)
  }

  #use(tool: string): void {
    this.#add('tool', tool, 'Service', { tool })
  }

  #fail(page: string, error: string): void {
    this.#add('error', page, 'Error', { error })
  }

  #add(event: WebEventName, page: string, page_type: string, details: Details = {}): void {
    const { referrer, campaign } = this.events.length === 0 ? this.#source : inTheShop
    const row: WebRow = {
      event_id: this.nextId,
      ts: this.now,
      cookie: this.device.id,
      email: this.isKnown ? this.occasion.person.customer?.email : this.#placeholder,
      event,
      page,
      page_type,
      device: this.device.type,
      country: this.occasion.person.country,
      referrer,
      utm_source: campaign?.source,
      utm_medium: campaign?.medium,
      utm_campaign: campaign?.code,
      search_term: details.search_term,
      finding_method: details.finding_method,
      products: details.products,
      order_id: details.order_id,
      revenue: details.revenue,
      error: details.error,
      tool: details.tool,
    }
    this.happen(row)
  }
}
