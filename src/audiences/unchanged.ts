import type { Audience } from '../model/definitions/index.ts'
import type { Outcome } from '../query/run-reports.ts'
import { countMoved } from './compare-remembered.ts'
import type { AudienceEvaluation } from './evaluate.ts'
import type { Ground } from './ground.ts'
import { openHoldOut } from './hold-out.ts'
import type { AudienceState } from './state.ts'

interface Looked {
  readonly audience: Audience
  readonly before: AudienceState
}

/**
 * How many an evaluation changes of what is remembered; null where that is not known, or more is to be done than to
 * let some in and out.
 */
export function countChanged(
  { memory }: Pick<Ground, 'memory'>,
  { audience, before }: Looked,
  outcome: Outcome<AudienceEvaluation>,
): number | null {
  if ('error' in outcome || !isSettled(audience, before)) return null
  const { coded } = outcome.result
  const known = coded && memory.recall(audience.id, before.lastRun, coded.dictionary)
  return known ? countMoved(coded.codes, known.codes) : null
}

function isSettled(audience: Audience, before: AudienceState): boolean {
  const { run, ended, problem, evaluatedAt, holdOut, destinations } = before
  const told = Object.entries(destinations)
  const isTold = ([id, state]: (typeof told)[number]) =>
    state === 'filled' && audience.destinations.includes(id)
  return (
    run === null &&
    ended === null &&
    problem === null &&
    evaluatedAt !== null &&
    holdOut === openHoldOut(audience).key &&
    told.length === audience.destinations.length &&
    told.every(isTold)
  )
}

interface Moments {
  readonly evaluateMs: number
  /** UTC milliseconds. */
  readonly now: number
  readonly endedAt: number
}

/** What is to be remembered of an audience that an evaluation changes nothing of; null where policies do not allow it any more. */
export async function noteUnchanged(
  { refuse }: Pick<Ground, 'refuse'>,
  { audience, before }: Looked,
  { dataVersion, window }: AudienceEvaluation,
  { evaluateMs, now, endedAt }: Moments,
): Promise<AudienceState | null> {
  try {
    await refuse(audience)
  } catch {
    return null
  }
  const moments = { evaluatedAt: now, followedAt: now, startedAt: now, endedAt }
  return { ...before, ...moments, dataVersion, window, costMs: evaluateMs }
}
