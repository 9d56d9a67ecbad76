import type { DemoEvent } from '../world/events.ts'
import { scenario } from '../world/scenario.ts'
import type { Observer } from './observer.ts'

/** A funnel of the web shop: how many reach each step, other events between. */
export interface FunnelTruth {
  readonly dimension: 'page' | 'event'
  readonly steps: readonly string[]
  /** The chance of each step after the first, where it was planned. */
  readonly plannedRates?: readonly number[]
  /** Visits of the web shop. */
  readonly sessions: number[]
  /** Seen people, over all their visits of the web shop. */
  readonly people: number[]
}

type FunnelPlan = Pick<FunnelTruth, 'dimension' | 'steps' | 'plannedRates'>

const plans = {
  buying: { dimension: 'event', steps: ['product_view', 'add_to_cart', 'checkout', 'order'] },
  trailGuide: {
    dimension: 'page',
    steps: scenario.trailGuide.steps,
    plannedRates: scenario.trailGuide.rates,
  },
} as const satisfies Record<string, FunnelPlan>

export type FunnelsTruth = Record<keyof typeof plans, FunnelTruth>

export function observeFunnels(): Observer<FunnelsTruth> {
  const truth: FunnelsTruth = { buying: begin(plans.buying), trailGuide: begin(plans.trailGuide) }
  return {
    see({ persons }) {
      for (const { events } of persons) {
        const onWeb = events.filter(({ dataset }) => dataset === 'web')
        if (onWeb.length === 0) continue
        const visits = splitVisits(onWeb)
        for (const funnel of Object.values(truth)) {
          count(funnel.people, reach(funnel, onWeb))
          for (const visit of visits) count(funnel.sessions, reach(funnel, visit))
        }
      }
    },
    tell: () => truth,
  }
}

const begin = (plan: FunnelPlan): FunnelTruth => ({
  ...plan,
  sessions: plan.steps.map(() => 0),
  people: plan.steps.map(() => 0),
})

/** A visit begins with the event that says where it came from. */
function splitVisits(events: readonly DemoEvent[]): readonly (readonly DemoEvent[])[] {
  const visits: DemoEvent[][] = []
  for (const event of events) {
    if (event.touch !== null) visits.push([])
    visits.at(-1)!.push(event)
  }
  return visits
}

/** How many steps are reached, one event after the other. */
function reach({ dimension, steps }: FunnelPlan, events: readonly DemoEvent[]): number {
  let reached = 0
  for (const { row } of events) if (row[dimension] === steps[reached]) reached++
  return reached
}

function count(counts: number[], reached: number): void {
  for (let step = 0; step < reached; step++) counts[step]!++
}
