import { type DemoEvent, type LineItem, type Row, revenueOf } from '../world/events.ts'
import type { Occasion } from '../world/occasion.ts'
import { scenario } from '../world/scenario.ts'
import { lineOf, Visit } from '../world/visit.ts'
import { campaignOf } from './campaigns.ts'
import { categories, type Product } from './catalogue.ts'

/** A line of the app dataset. */
interface AppRow extends Row, Details {
  readonly event_id: string
  readonly device_id: string
  /** After login; a placeholder where the app sends one. */
  readonly customer_id: string | undefined
  readonly event: AppEventName
  readonly screen: string
  readonly app_version: string
  readonly utm_medium: string | undefined
  readonly utm_campaign: string | undefined
}

/** What only some events have. */
interface Details extends Pick<Row, 'order_id' | 'revenue' | 'tool'> {
  readonly products?: readonly LineItem[] | undefined
}

type AppEventName = 'screen_view' | 'login' | 'product_view' | 'add_to_cart' | 'order' | 'tool'

const push = campaignOf('weekend-push')

/** One visit of the app. */
export const visitApp = (occasion: Occasion): readonly DemoEvent[] => new AppVisit(occasion).run()

class AppVisit extends Visit {
  readonly #isPushed: boolean
  readonly #placeholder: string | undefined

  constructor(occasion: Occasion) {
    const { random, person, memory } = occasion
    const device = person.app!
    const isPushed = memory.isLinked(device) && random.isTrue(0.15)
    const touch = isPushed ? { channel: push.channel, campaign: push.code } : null
    super('app', occasion, device, touch, memory.isLinked(device))
    this.#isPushed = isPushed
    const meets = person.meetsPlaceholders && random.isTrue(0.6)
    this.#placeholder = meets ? random.pick(scenario.placeholders.customerIds) : undefined
  }

  run(): readonly DemoEvent[] {
    this.#add('screen_view', 'Home')
    if (this.occasion.person.customer && !this.isKnown && this.random.isTrue(0.55)) this.#signIn()
    if (this.random.isTrue(0.15)) this.#add('tool', 'Store finder', { tool: 'Store finder' })
    const rounds = this.random.integer(1, 2)
    for (let round = 0; round < rounds && !this.isOver; round++) this.#browse()
    if (this.cart.length > 0 && this.canOrder && this.random.isTrue(0.55)) this.#order()
    return this.events
  }

  #browse(): void {
    const category = this.random.pick(categories)
    this.#add('screen_view', category)
    for (const product of this.someProducts(category)) this.#consider(product)
  }

  #consider(product: Product): void {
    this.#add('product_view', product.name, { products: [lineOf(product, 1)] })
    if (!this.random.isTrue(0.14)) return
    const line = lineOf(product, this.quantityOf(product))
    this.cart.push(line)
    this.#add('add_to_cart', product.name, { products: [line] })
  }

  #order(): void {
    if (!this.isKnown) this.#signIn()
    const products = [...this.cart]
    const order = { products, order_id: this.orderId, revenue: revenueOf(products) }
    this.#add('order', 'Thank you', order)
    const { name } = scenario.orderTracker
    if (this.occasion.person.usesOrderTracker) this.#add('tool', name, { tool: name })
  }

  #signIn(): void {
    this.logIn()
    this.#add('login', 'Sign in')
  }

  #add(event: AppEventName, screen: string, details: Details = {}): void {
    const pushed = this.#isPushed && this.events.length === 0 ? push : undefined
    const customerId = this.occasion.person.customer?.customer_id
    const row: AppRow = {
      event_id: this.nextId,
      ts: this.now,
      device_id: this.device.id,
      customer_id: this.isKnown ? customerId : this.#placeholder,
      event,
      screen,
      app_version: this.occasion.day < 40 ? '4.1' : '4.2',
      utm_medium: pushed?.medium,
      utm_campaign: pushed?.code,
      products: details.products,
      order_id: details.order_id,
      revenue: details.revenue,
      tool: details.tool,
    }
    this.happen(row)
  }
}
