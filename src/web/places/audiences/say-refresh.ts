import type { AudienceDocument } from '../../api/index.ts'
import { texts } from '../../texts/index.ts'

export type Refresh = NonNullable<AudienceDocument['refresh']>

/** How an audience is refreshed, as one of a few kinds. */
export type RefreshKind = keyof typeof texts.audiences.refreshes

export const kindOfRefresh = (refresh: Refresh): RefreshKind => {
  if (typeof refresh === 'string') return refresh
  return 'minutes' in refresh ? 'minutes' : 'cron'
}

/** `Daily`, `Every 15 minutes`, `At 0 6 * * 1 of Europe/Berlin`. */
export function sayRefresh(refresh: Refresh = 'once'): string {
  if (typeof refresh === 'string') return texts.audiences.refreshes[refresh]
  return 'minutes' in refresh
    ? texts.audiences.every(refresh.minutes)
    : texts.audiences.calendar(refresh.cron, refresh.timeZone)
}
