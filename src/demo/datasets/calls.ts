import type { DemoEvent, Row } from '../world/events.ts'
import type { Customer, Person } from '../world/people.ts'
import { dayMs, hourMs, minuteMs } from '../world/period.ts'
import { type Lot, lot, type Random } from '../world/random.ts'
import { scenario } from '../world/scenario.ts'

/** A line of the calls dataset: one that says who called by the customer id, or by the phone number. */
interface CallRow extends Row {
  readonly call_id: string
  readonly customer_id: string | null
  readonly phone: string | null
  readonly reason: string
  readonly duration_seconds: number
  readonly outcome: string
  /** In euros. */
  readonly cost: number
  /** What the caller says of it, 1 to 5. */
  readonly score: number | null
}

/** The calls that a visit leads to, before `endMs`: at most one during it or right after, and some days later. */
export function callsAfter(
  random: Random,
  person: Person,
  visit: readonly DemoEvent[],
  endMs: number,
): readonly DemoEvent[] {
  const { customer } = person
  if (customer === undefined) return []
  const soon = causeDuring(random, visit)
  const later = visit.flatMap((event) => causeSince(random, person, event))
  return [...(soon === undefined ? [] : [soon]), ...later]
    .filter(({ ms }) => ms < endMs)
    .map((cause, index) => callOf(random, person, customer, cause, index))
}

interface Cause {
  readonly after: DemoEvent
  readonly ms: number
  readonly kind: Kind
}

interface Kind {
  readonly reason: string
  readonly meanSeconds: number
  readonly outcomes: Lot<string>
}

const payment: Kind = {
  reason: 'Payment problem',
  meanSeconds: 380,
  outcomes: lot({ Solved: 55, Escalated: 35, 'Hung up': 10 }),
}
const whereIsIt: Kind = {
  reason: scenario.orderTracker.reason,
  meanSeconds: 210,
  outcomes: lot({ Solved: 85, Escalated: 11, 'Hung up': 4 }),
}
const sendBack: Kind = { ...whereIsIt, reason: 'Return' }
const delivery: Kind = {
  reason: 'Delivery question',
  meanSeconds: 150,
  outcomes: lot({ Solved: 95, 'Hung up': 5 }),
}
const advice: Kind = {
  reason: 'Product advice',
  meanSeconds: 300,
  outcomes: lot({ Solved: 80, 'Call back': 20 }),
}

/** Who could not pay calls about that, or not at all. */
function causeDuring(random: Random, visit: readonly DemoEvent[]): Cause | undefined {
  const { name, callRate, withinMinutes } = scenario.paymentError
  const soon = (after: DemoEvent, kind: Kind, maxMinutes: number): Cause => {
    const ms = after.ms + random.integer(1, maxMinutes) * minuteMs + random.integer(1, 59) * 1000
    return { after, ms, kind }
  }
  const failed = visit.find(({ row }) => row.error === name)
  if (failed !== undefined) {
    return random.isTrue(callRate) ? soon(failed, payment, withinMinutes - 2) : undefined
  }
  for (const event of visit) {
    const { page, event: what } = event.row
    if (page === 'Delivery and returns' && random.isTrue(0.2)) return soon(event, delivery, 40)
    if (what === 'product_view' && random.isTrue(0.012)) return soon(event, advice, 40)
  }
  return undefined
}

/** An order online is asked after some days later. */
function causeSince(random: Random, person: Person, after: DemoEvent): readonly Cause[] {
  if (after.row.event !== 'order') return []
  const { callRate, callRateOfUsers } = scenario.orderTracker
  const rate = person.usesOrderTracker ? callRateOfUsers : callRate
  const causes: Cause[] = []
  const later = (kind: Kind) => {
    const day = after.ms - (after.ms % dayMs) + random.integer(2, 9) * dayMs
    causes.push({ after, kind, ms: day + random.integer(7 * hourMs, 18 * hourMs) })
  }
  if (random.isTrue(rate)) later(whereIsIt)
  if (random.isTrue(0.04)) later(sendBack)
  return causes
}

function callOf(
  random: Random,
  person: Person,
  customer: Customer,
  { after, ms, kind }: Cause,
  index: number,
): DemoEvent {
  const saysCustomerId = random.isTrue(0.65)
  const duration_seconds = 45 + Math.round(random.exponential(kind.meanSeconds))
  const row: CallRow = {
    call_id: `T${person.number}-${after.ms.toString(36)}-${index + 1}`,
    ts: new Date(ms).toISOString(),
    customer_id: saysCustomerId ? customer.customer_id : null,
    phone: saysCustomerId ? withheldPhone(person) : customer.phone,
    reason: kind.reason,
    duration_seconds,
    outcome: random.choose(kind.outcomes),
    cost: Math.round(duration_seconds * 0.9) / 100,
    score: random.isTrue(0.4) ? random.integer(kind === payment ? 1 : 2, 5) : null,
  }
  return { dataset: 'calls', ms, device: null, isKnown: true, touch: null, row }
}

const withheldPhone = ({ meetsPlaceholders }: Person): string | null =>
  meetsPlaceholders ? scenario.placeholders.phone : null
