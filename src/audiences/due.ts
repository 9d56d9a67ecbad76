import type { AudienceTrigger } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { expiryOf } from '../timing/expiry.ts'
import { nextAfter } from './schedule.ts'
import type { AudienceState } from './state.ts'

const SECOND_MS = 1000

/** What is noted further ahead than this was noted before the clock was set back. */
const DAY_MS = 86_400_000

/** A live audience that was never evaluated waits so long, so that who has just defined it can publish it. */
const FIRST_AFTER_MS = 5 * SECOND_MS

const FAILED_AFTER_MS = 60 * SECOND_MS

/** What a process knows of a live audience beside its state. */
export interface Live {
  /** Whether there is new data, or something is defined anew. */
  readonly isBehind: boolean
  /** Whether time alone can change who is in. */
  readonly isMoving: boolean
  /** What all live audiences of this process take when they are evaluated once, in milliseconds. */
  readonly costMs: number
}

/** `first`: it was never seen before, which is to be noted. */
export type Due = AudienceTrigger | 'first' | null

/** Whether an audience is to be evaluated by itself now, and why. */
export function findDue(
  audience: Audience,
  state: AudienceState,
  timeZone: string,
  now: number,
  live: Live,
): Due {
  if (expiryOf(audience, timeZone) <= now) {
    return state.ended === 'expired' ? null : 'expired'
  }
  if (audience.paused) return null
  if (state.run !== null) return 'interrupted'
  if (audience.refresh === 'once') return null
  if (state.followedAt === null || state.followedAt > now + DAY_MS) return 'first'
  if (audience.refresh === 'live') return findLiveDue(state, state.followedAt, now, live)
  const next = nextAfter(audience, state.followedAt, timeZone)
  return next !== null && next <= now ? 'schedule' : null
}

/** Whether a live audience goes along with others of its data view that new data makes due: one pass serves all. */
export const goesAlong = (
  audience: Audience,
  state: AudienceState,
  timeZone: string,
  now: number,
  isBehind: boolean,
): boolean =>
  audience.refresh === 'live' &&
  findDue(audience, { ...state, endedAt: 0 }, timeZone, now, {
    ...{ isBehind, isMoving: false, costMs: 0 },
  }) === 'data'

/** The dearer live audiences are, the longer they rest. A clock that was set back holds nobody up. */
function findLiveDue(
  { endedAt, evaluatedAt, problem }: AudienceState,
  followedAt: number,
  now: number,
  { isBehind, isMoving, costMs }: Live,
): Due {
  const rested = Math.abs(now - (endedAt ?? followedAt))
  if (problem !== null && rested < FAILED_AFTER_MS && !isBehind) return null
  if (evaluatedAt === null && problem === null) {
    return isBehind || rested >= FIRST_AFTER_MS ? 'data' : null
  }
  if (isBehind && rested >= Math.max(SECOND_MS, costMs)) return 'data'
  return isMoving && rested >= Math.max(SECOND_MS, 5 * costMs) ? 'window' : null
}
