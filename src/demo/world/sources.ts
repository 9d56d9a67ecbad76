import { type Campaign, campaignOf, campaigns } from '../datasets/campaigns.ts'
import type { Occasion } from './occasion.ts'
import { lot, type Random } from './random.ts'
import { scenario } from './scenario.ts'

/** Where a web visit comes from: a campaign, a page that links here, or nowhere. */
export interface Source {
  readonly channel: string
  readonly campaign?: Campaign | undefined
  readonly referrer?: string | undefined
}

const unpaid: Readonly<Record<string, Source>> = {
  Direct: { channel: 'Direct' },
  'Organic search': { channel: 'Organic search', referrer: 'https://www.google.com/' },
  Referral: { channel: 'Referral', referrer: 'https://www.trailmag.example/tests' },
}

const firstSources = lot({
  Direct: 14,
  'Organic search': 26,
  Referral: 9,
  'brand-search': 14,
  'boots-search': 12,
  'meadow-social': 17,
  [scenario.followUpCampaign]: 8,
})
const laterSources = lot({
  Direct: 38,
  'Organic search': 20,
  Referral: 8,
  'brand-search': 10,
  'boots-search': 5,
  'meadow-social': 10,
  [scenario.followUpCampaign]: 9,
})

/** How readily each channel's visitors put something into the cart. */
const appetites: Readonly<Record<string, number>> = {
  'E-mail': 1.5,
  Push: 1.3,
  Direct: 1.25,
  'Paid search': 1.1,
  'Organic search': 1,
  Referral: 0.9,
  'Paid social': 0.65,
  Display: 0.6,
  Video: 0.4,
}

export const appetiteOf = ({ channel }: Source): number => appetites[channel]!

export function chooseSource({ random, person, memory, day }: Occasion): Source {
  const isFirst = memory.visits === 0
  if (memory.waitsForFollowUp() && random.isTrue(0.8)) return paid(scenario.followUpCampaign)
  if (canSeeFilm(random, day) && !memory.hasSeenAssistingCampaign) {
    return paid(scenario.assistingCampaign)
  }
  if (person.customer?.newsletter && !isFirst && random.isTrue(0.22))
    return paid(letterOf(random, day))
  const name = random.choose(isFirst ? firstSources : laterSources)
  return unpaid[name] ?? paid(name)
}

const paid = (code: string): Source => {
  const campaign = campaignOf(code)
  return { channel: campaign.channel, campaign }
}

function canSeeFilm(random: Random, day: number): boolean {
  return isRunning(campaignOf(scenario.assistingCampaign), day) && random.isTrue(0.1)
}

/** While the seasonal letter runs most letters are of it. */
function letterOf(random: Random, day: number): string {
  const seasonal = campaigns.find(({ code }) => code === 'autumn-trails')!
  return isRunning(seasonal, day) && random.isTrue(0.7) ? seasonal.code : 'weekly-letter'
}

const isRunning = ({ firstDay, endDay }: Campaign, day: number) => day >= firstDay && day < endDay
