import { type DemoEvent, type LineItem, type Row, revenueOf } from '../world/events.ts'
import type { Occasion } from '../world/occasion.ts'
import { anyProduct, lineOf } from '../world/visit.ts'

/** A line of the stores dataset: a receipt. */
interface StoreRow extends Row {
  readonly order_id: string
  readonly loyalty_id: string
  readonly store: string
  readonly event: 'receipt'
  readonly revenue: number
  readonly products: readonly LineItem[]
}

/** One visit of a store, if something is bought. */
export function visitStore({ random, person, memory, startMs }: Occasion): readonly DemoEvent[] {
  const { customer } = person
  if (!customer?.loyalty_id || memory.waitsForFollowUp()) return []
  memory.visits++
  const count = random.integer(1, 3)
  const products = Array.from({ length: count }, () => lineOf(anyProduct(random), 1))
  const row: StoreRow = {
    order_id: `S-${person.number}-${memory.visits}`,
    ts: new Date(startMs).toISOString(),
    loyalty_id: customer.loyalty_id,
    store: customer.city,
    event: 'receipt',
    revenue: revenueOf(products),
    products,
  }
  return [{ dataset: 'stores', ms: startMs, device: null, isKnown: true, touch: null, row }]
}
