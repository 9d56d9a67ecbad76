import { createHash } from 'node:crypto'
import { expiryOf } from '../timing/expiry.ts'
import type { JobDefinition, JobRun, Moment } from './job.ts'
import type { Work } from './job-ground.ts'
import { type JobState, readState } from './job-state.ts'

/** What is noted further ahead than this was noted before the clock was set back. */
const DAY_MS = 86_400_000

/** A state of which it is known how far the job is. */
export type FollowedState = JobState & { readonly through: number }

/**
 * How far a job is by what is stored of it; from now on, where that says nothing of its moments any more: they are
 * others, or it has rested since.
 */
export function followState<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  stored: JobState,
): FollowedState {
  const { kind, ground } = work
  const now = ground.now()
  const rests = [definition.paused, isExpired(work, definition)]
  const basis = JSON.stringify([kind.basisOf(definition), ...rests])
  const { through } = stored
  const isOfUse = through !== null && stored.basis === basis && through <= now + DAY_MS
  if (isOfUse) return { ...stored, through }
  return { ...stored, basis, failures: 0, retryAt: null, through: kind.begin(definition, now) }
}

export const isExpired = <D extends JobDefinition, R extends JobRun, M extends Moment>(
  { kind, ground }: Work<D, R, M>,
  definition: D,
): boolean => expiryOf(definition, kind.zoneOf(definition)) <= ground.now()

export const digestOf = (definition: JobDefinition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex')

/** When a job is done next by itself, in UTC milliseconds; null where it is not. */
export function findNext<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  { through, retryAt, failedAs }: FollowedState,
): number | null {
  if (definition.paused || isExpired(work, definition)) return null
  const next = work.kind.nextAt(definition, through)
  if (next === null || next >= expiryOf(definition, work.kind.zoneOf(definition))) return null
  const isSame = retryAt !== null && failedAs === digestOf(definition)
  return isSame ? Math.max(next, retryAt) : next
}

/** Whether a job is to be looked at: it is due, somebody waits, or it is not known how far it is. */
export function hasWork<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  document: string | undefined,
): boolean {
  const stored = readState(document)
  const now = work.ground.now()
  if (stored.wakeAt !== null && stored.wakeAt <= now) return true
  const state = followState(work, definition, stored)
  if (state.basis !== stored.basis || state.through !== stored.through) return true
  const next = findNext(work, definition, state)
  return next !== null && next <= now
}
