import type { Product } from '../datasets/catalogue.ts'

/** What someone did, as the dataset has it; instants are ISO 8601 in UTC. */
export interface Row {
  readonly ts: string
  readonly event?: string | undefined
  readonly page?: string | undefined
  readonly order_id?: string | undefined
  readonly revenue?: number | undefined
  readonly error?: string | undefined
  readonly tool?: string | undefined
  readonly reason?: string | undefined
  readonly customer_id?: string | null | undefined
}

export interface LineItem extends Pick<Product, 'sku' | 'name' | 'price'> {
  readonly quantity: number
}

/** How someone came to a visit. */
export interface Touch {
  readonly channel: string
  readonly campaign: string | null
}

/** Something that happened, before it is written down. */
export interface DemoEvent {
  readonly dataset: EventDataset
  readonly ms: number
  /** The cookie or device id; null in stores and on the phone. */
  readonly device: string | null
  /** Whether the row says who it is by more than its device. */
  readonly isKnown: boolean
  /** On the first event of a visit. */
  readonly touch: Touch | null
  readonly row: Row
}

export type EventDataset = 'web' | 'app' | 'stores' | 'calls'

export const revenueOf = (products: readonly LineItem[]): number =>
  products.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
