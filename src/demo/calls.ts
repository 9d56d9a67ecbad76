import type { Random } from './random.ts'
import { scenario } from './scenario.ts'
import type { WebEvent } from './web.ts'

/** A line of the calls dataset. */
export interface Call {
  readonly call_id: string
  readonly ts: string
  readonly customer_email: string
  readonly reason: string
  readonly duration_seconds: number
  readonly outcome: string
}

const dayMs = 86_400_000
const minuteMs = 60_000

/** The calls that a person's web events lead to; none after `endMs`. */
export function makeCalls(random: Random, events: readonly WebEvent[], endMs: number): Call[] {
  const calls: Call[] = []
  for (const event of events) {
    const cause = causeOf(random, event)
    if (cause === undefined || event.email === null) continue
    const at = Date.parse(event.ts) + cause.delayMs
    if (at >= endMs) continue
    calls.push({
      call_id: `T-${event.event_id}`,
      ts: new Date(at).toISOString(),
      customer_email: event.email,
      reason: cause.reason,
      duration_seconds: 45 + Math.round(random.exponential(cause.meanSeconds)),
      outcome: random.weighted(cause.outcomes),
    })
  }
  return calls
}

interface Cause {
  readonly reason: string
  readonly delayMs: number
  readonly meanSeconds: number
  readonly outcomes: Readonly<Record<string, number>>
}

function causeOf(random: Random, { event, page }: WebEvent): Cause | undefined {
  if (event === 'error' && random.isTrue(scenario.callsAfterError)) {
    const delayMs = random.integer(2, 28) * minuteMs
    const outcomes = { Solved: 55, Escalated: 35, 'Hung up': 10 }
    return { reason: 'Payment problem', delayMs, meanSeconds: 380, outcomes }
  }
  if (event === 'order' && random.isTrue(scenario.callsAfterOrder)) {
    const reason = random.weighted({ 'Where is my order': 60, Return: 40 })
    const delayMs = random.integer(2, 9) * dayMs + random.integer(-180, 180) * minuteMs
    return {
      reason,
      delayMs,
      meanSeconds: 210,
      outcomes: { Solved: 85, Escalated: 11, 'Hung up': 4 },
    }
  }
  if (page === 'Delivery and returns' && random.isTrue(0.2)) {
    const delayMs = random.integer(1, 60) * minuteMs
    return {
      reason: 'Delivery question',
      delayMs,
      meanSeconds: 150,
      outcomes: { Solved: 95, 'Hung up': 5 },
    }
  }
  if (event === 'product_view' && random.isTrue(0.018)) {
    const delayMs = random.integer(2, 120) * minuteMs
    return {
      reason: 'Product advice',
      delayMs,
      meanSeconds: 300,
      outcomes: { Solved: 80, 'Call back': 20 },
    }
  }
  return undefined
}
