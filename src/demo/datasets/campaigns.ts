import { dayMs, dayOf, type Period } from '../world/period.ts'
import { scenario } from '../world/scenario.ts'

/** A campaign; a row of the lookup dataset but its days, which count from the period's first. */
export interface Campaign {
  readonly code: string
  readonly name: string
  readonly channel: string
  readonly owner: string
  readonly medium: string
  readonly source: string
  readonly firstDay: number
  readonly endDay: number
  /** Of a click, in euros; nothing for campaigns of the shop's own. */
  readonly clickCost?: number
}

const always = { firstDay: 0, endDay: scenario.days }
const search = { channel: 'Paid search', owner: 'Search team', medium: 'cpc', source: 'google' }
const mail = { channel: 'E-mail', owner: 'Customer team', medium: 'email', source: 'newsletter' }

export const campaigns: readonly Campaign[] = [
  { code: 'brand-search', name: 'Brand search', ...search, ...always, clickCost: 0.35 },
  { code: 'boots-search', name: 'Boots and shoes', ...search, ...always, clickCost: 0.9 },
  {
    code: 'meadow-social',
    name: 'Meadow',
    channel: 'Paid social',
    owner: 'Social team',
    medium: 'paid-social',
    source: 'instagram',
    ...always,
    clickCost: 0.55,
  },
  {
    code: scenario.assistingCampaign,
    name: 'The mountain film',
    channel: 'Video',
    owner: 'Brand team',
    medium: 'video',
    source: 'youtube',
    firstDay: 4,
    endDay: 76,
    clickCost: 0.8,
  },
  {
    code: scenario.followUpCampaign,
    name: 'Come back',
    channel: 'Display',
    owner: 'Brand team',
    medium: 'display',
    source: 'criteo',
    ...always,
    clickCost: 0.4,
  },
  { code: 'weekly-letter', name: 'Weekly letter', ...mail, ...always },
  { code: 'autumn-trails', name: 'Autumn trails', ...mail, firstDay: 20, endDay: 34 },
  {
    code: 'weekend-push',
    name: 'Weekend offers',
    channel: 'Push',
    owner: 'App team',
    medium: 'push',
    source: 'app',
    ...always,
  },
]

export const campaignOf = (code: string): Campaign => campaigns.find((one) => one.code === code)!

/** The rows of the lookup dataset. */
export const campaignRows = ({ startMs }: Period): readonly object[] =>
  campaigns.map(({ code, name, channel, owner, firstDay, endDay }) => ({
    code,
    name,
    channel,
    owner,
    starts: dayOf(startMs + firstDay * dayMs),
    ends: dayOf(startMs + endDay * dayMs),
  }))
