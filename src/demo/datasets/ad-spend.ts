import type { DemoEvent } from '../world/events.ts'
import { dayOf } from '../world/period.ts'
import { campaigns } from './campaigns.ts'

/** A line of the summary dataset. */
interface AdSpendRow {
  readonly day: string
  readonly campaign: string
  readonly impressions: number
  readonly clicks: number
  /** In euros. */
  readonly cost: number
}

/** Counts the clicks on the paid campaigns. */
export class AdSpend {
  readonly #clicks = new Map<string, number>()

  see(events: readonly DemoEvent[]): void {
    for (const { touch, ms } of events) {
      if (touch?.campaign) this.#count(`${dayOf(ms)} ${touch.campaign}`)
    }
  }

  /** A row per day and campaign with clicks, by day. */
  rows(): readonly AdSpendRow[] {
    return [...this.#clicks].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(rowOf)
  }

  #count(key: string): void {
    this.#clicks.set(key, (this.#clicks.get(key) ?? 0) + 1)
  }
}

/** How many see an advertisement until one clicks on it. */
const impressionsPerClick = 42

function rowOf([key, clicks]: readonly [string, number]): readonly AdSpendRow[] {
  const [day, campaign] = key.split(' ') as [string, string]
  const { clickCost } = campaigns.find(({ code }) => code === campaign)!
  if (clickCost === undefined) return []
  const cost = Math.round(clicks * clickCost * 100) / 100
  return [{ day, campaign, impressions: clicks * impressionsPerClick, clicks, cost }]
}
