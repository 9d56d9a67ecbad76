import type { AudienceStatus } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { expiryOf } from '../timing/expiry.ts'
import { isoOf } from './journal.ts'
import { nextAfter } from './schedule.ts'
import type { AudienceState } from './state.ts'

/** What is known without looking at how many people there are. */
export type AudienceStanding = Omit<AudienceStatus, 'share'>

/** An audience as it stands. */
export function describeStatus(
  audience: Audience,
  state: AudienceState,
  timeZone: string,
  now: number,
): AudienceStanding {
  const { id, name, dataView, source, destinations } = audience
  const at = (moment: number | null) => (moment === null ? null : isoOf(moment))
  return {
    id,
    ...(name !== undefined && { name }),
    dataView,
    source,
    state: stateOf(audience, state),
    members: state.members,
    heldOut: state.heldOut,
    evaluatedAt: at(state.evaluatedAt),
    endedAt: at(state.endedAt),
    nextAt: at(findNext(audience, state, timeZone, now)),
    problem: state.problem,
    destinations,
  }
}

function findNext(
  audience: Audience,
  { followedAt, ended }: AudienceState,
  timeZone: string,
  now: number,
): number | null {
  if (audience.paused || ended === 'expired') return null
  const next = nextAfter(audience, followedAt ?? now, timeZone)
  return next !== null && next < expiryOf(audience, timeZone) ? next : null
}

function stateOf(
  { paused }: Audience,
  { ended, run, problem, evaluatedAt }: AudienceState,
): AudienceStatus['state'] {
  if (ended === 'expired') return 'expired'
  if (run !== null) return 'running'
  if (paused) return 'paused'
  if (problem !== null) return 'failed'
  return evaluatedAt === null ? 'never-run' : 'ready'
}
