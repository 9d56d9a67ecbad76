import type { JobDefinition, JobRun, Moment } from './job.ts'
import { keyOf, readRun, type Work } from './job-ground.ts'
import { readState } from './job-state.ts'
import { findNext, followState, isExpired } from './moments.ts'

/** How a job stands. Instants are ISO 8601 in UTC. */
export interface JobStanding<R> {
  readonly state: 'ready' | 'paused' | 'expired' | 'failed'
  readonly nextAt: string | null
  /** Of the last run. */
  readonly problem: string | null
  readonly ranAt: string | null
  readonly toldAt: string | null
  readonly lastRun: R | null
}

export async function describeStanding<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
): Promise<JobStanding<R>> {
  const stored = readState(await work.ground.store.state(keyOf(work, definition.id)))
  const state = followState(work, definition, stored)
  const { lastRun } = state
  const run = lastRun === null ? undefined : await readRun(work, definition, lastRun)
  const problem = run === undefined ? null : problemOf(run)
  return {
    state: nameState(isExpired(work, definition), definition, problem),
    nextAt: isoOf(findNext(work, definition, state)),
    problem,
    ranAt: isoOf(state.ranAt),
    toldAt: isoOf(state.toldAt),
    lastRun: run ?? null,
  }
}

function nameState(
  isOver: boolean,
  { paused }: JobDefinition,
  problem: string | null,
): JobStanding<never>['state'] {
  if (isOver) return 'expired'
  if (paused) return 'paused'
  return problem === null ? 'ready' : 'failed'
}

function problemOf({ problem, sent }: JobRun): string | null {
  if (problem !== null) return problem.message
  const missed = sent.find((each) => each.problem !== null && each.state !== 'sent')
  return missed === undefined ? null : `${missed.to}: ${missed.problem}`
}

const isoOf = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString()
