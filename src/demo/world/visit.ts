import { catalogue, categories, type Product, productsOf } from '../datasets/catalogue.ts'
import type { Device } from './devices.ts'
import type { DemoEvent, EventDataset, LineItem, Row, Touch } from './events.ts'
import type { Occasion } from './occasion.ts'
import { minuteMs } from './period.ts'
import type { Random } from './random.ts'

/** A visit of the web or the app while it goes on: the clock moves with every event. */
export abstract class Visit {
  protected readonly random: Random
  protected readonly cart: LineItem[] = []
  protected readonly occasion: Occasion
  protected readonly device: Device
  /** Whether the person has said who they are. */
  protected isKnown: boolean
  readonly #dataset: EventDataset
  readonly #events: DemoEvent[] = []
  readonly #touch: Touch | null
  #ms: number

  constructor(
    dataset: EventDataset,
    occasion: Occasion,
    device: Device,
    touch: Touch | null,
    isKnown: boolean,
  ) {
    this.#dataset = dataset
    this.random = occasion.random
    this.occasion = occasion
    this.device = device
    this.#touch = touch
    this.#ms = occasion.startMs
    this.isKnown = isKnown
    if (isKnown) occasion.memory.link(device)
    if (touch !== null) occasion.memory.remember(touch, device, occasion.startMs)
    occasion.memory.visits++
  }

  protected get events(): readonly DemoEvent[] {
    return this.#events
  }

  /** Nobody stays longer: a visit ends on the day on which it began. */
  protected get isOver(): boolean {
    return this.#ms > this.occasion.startMs + 70 * minuteMs
  }

  protected get canOrder(): boolean {
    const { person, memory } = this.occasion
    return person.customer !== undefined && !memory.waitsForFollowUp(this.device)
  }

  protected get orderId(): string {
    return `${this.#dataset[0]!.toUpperCase()}-${this.occasion.person.number}-${this.occasion.memory.visits}`
  }

  /** Some of a category's products, each of the chosen in turn. */
  protected someProducts(category = this.random.pick(categories)): readonly Product[] {
    const products: Product[] = []
    for (let seen = 0; this.random.isTrue(seen === 0 ? 0.74 : 0.42); seen++) {
      products.push(this.random.pick(productsOf(category)))
    }
    return products
  }

  protected quantityOf(product: Product): number {
    return product.price < 50 ? this.random.integer(1, 3) : 1
  }

  protected logIn(): void {
    this.isKnown = true
    this.occasion.memory.link(this.device)
  }

  protected get nextId(): string {
    const { person, memory } = this.occasion
    return `${this.#dataset[0]}${person.number}-${memory.visits}-${this.#events.length + 1}`
  }

  protected get now(): string {
    return new Date(this.#ms).toISOString()
  }

  /** Writes an event down; the first one says where the visit came from. */
  protected happen(row: Row): void {
    this.#events.push({
      dataset: this.#dataset,
      ms: this.#ms,
      device: this.device.id,
      isKnown: this.isKnown,
      touch: this.#events.length === 0 ? this.#touch : null,
      row,
    })
    this.#ms += Math.round(4_000 + Math.min(this.random.exponential(45_000), 8 * minuteMs))
  }
}

export const lineOf = ({ sku, name, price }: Product, quantity: number): LineItem => ({
  sku,
  name,
  price,
  quantity,
})

export const anyProduct = (random: Random): Product => random.pick(catalogue)
