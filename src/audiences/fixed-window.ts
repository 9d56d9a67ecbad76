import type { Audience } from '../model/definitions/index.ts'
import type { Evaluated, Window } from './evaluate.ts'
import type { AudienceState } from './state.ts'

type Windowed = Pick<Audience, 'refresh' | 'lookbackDays' | 'dateRange'>

/** What is evaluated once looks at the same stretch of time for good, until it is defined anew. */
export function fixWindow(audience: Audience, { fixed }: AudienceState): Evaluated {
  const isFixed = audience.refresh === 'once' && fixed?.settings === settingsOf(audience)
  return isFixed ? { ...audience, window: fixed.window } : audience
}

/** What is to be remembered of what was looked at. */
export function rememberWindow(audience: Windowed, window: Window | null): AudienceState['fixed'] {
  if (window === null || audience.refresh !== 'once' || !isBounded(audience)) return null
  const { start, end } = window
  return { window: { start, end }, settings: settingsOf(audience) }
}

const isBounded = ({ lookbackDays, dateRange }: Windowed): boolean =>
  lookbackDays !== undefined || dateRange !== undefined

const settingsOf = ({ lookbackDays, dateRange }: Windowed): string =>
  JSON.stringify([lookbackDays ?? null, dateRange ?? null])
