import type { Life } from '../world/life.ts'
import type { Period } from '../world/period.ts'
import { observeFunnels } from './funnels.ts'
import { observeIdentities, type PersonIdentities } from './identities.ts'
import { sightOf } from './observer.ts'
import { observeOrders, type OrderCredit } from './orders.ts'
import { observeOrderTracker } from './order-tracker.ts'
import { observePaymentError } from './payment-error.ts'
import { observePeople } from './people.ts'
import type { Truth } from './truth.ts'

/** Where what is true of every single order and person goes. */
export interface TruthFiles {
  readonly orders: string
  readonly identities: string
  onOrder(order: OrderCredit): void
  onPerson(person: PersonIdentities): void
}

type Seen = Pick<
  Truth,
  'people' | 'identities' | 'funnels' | 'orders' | 'paymentError' | 'orderTracker'
>

/** Looks at life after life, and says in the end what is true of all. */
export function observeLives(period: Period, files: TruthFiles) {
  const observers = {
    people: observePeople(),
    identities: observeIdentities(files.identities, (person) => files.onPerson(person)),
    funnels: observeFunnels(),
    orders: observeOrders(files.orders, (order) => files.onOrder(order)),
    paymentError: observePaymentError(period),
    orderTracker: observeOrderTracker(),
  }
  return {
    see(life: Life): void {
      const sight = sightOf(life)
      for (const observer of Object.values(observers)) observer.see(sight)
    },
    tell: (): Seen => ({
      people: observers.people.tell(),
      identities: observers.identities.tell(),
      funnels: observers.funnels.tell(),
      orders: observers.orders.tell(),
      paymentError: observers.paymentError.tell(),
      orderTracker: observers.orderTracker.tell(),
    }),
  }
}
