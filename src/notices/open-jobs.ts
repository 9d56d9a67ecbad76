import { ThroughlineError } from '../model/errors.ts'
import { claim, keepClaimed } from '../timing/claims.ts'
import { openTurns } from '../timing/turns.ts'
import { deliverOpen } from './deliver-open.ts'
import type { JobDefinition, JobKind, JobRun, Moment } from './job.ts'
import { type JobGround, keyOf, readRun, type Work, writeStep } from './job-ground.ts'
import { readState } from './job-state.ts'
import { isLost } from './lost.ts'
import { findNext, followState, hasWork } from './moments.ts'
import { describeStanding, type JobStanding } from './standing.ts'
import { workOut } from './work-out.ts'

/** More are not remembered of a job. */
const KEPT_RUNS = 1000

/** Jobs of a kind, done by themselves. */
export interface Jobs<D extends JobDefinition, R extends JobRun> {
  /** Does what is due now. */
  tick(): Promise<void>
  /** Does one now and tells everybody. Errors: job/busy; what the work says. */
  doNow(definition: D): Promise<R>
  standing(definition: D): Promise<JobStanding<R>>
  /** The latest first. */
  runs(id: string, page: RunsPage): Promise<RunsOf<R>>
  /** When nothing runs any more. */
  settled(): Promise<void>
}

export interface RunsPage {
  /** `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

interface RunsOf<R> {
  readonly rows: readonly R[]
  readonly next: string | null
}

export function openJobs<D extends JobDefinition, R extends JobRun, M extends Moment>(
  kind: JobKind<D, R, M>,
  ground: JobGround<D>,
): Jobs<D, R> {
  const work = { kind, ground }
  const turns = openTurns<R>()
  /** One that is broken holds up no other. */
  const attempt = async (definition: D, document: string | undefined) => {
    try {
      if (!hasWork(work, definition, document)) return
      await turns.takeFree([definition.id], () => doDue(work, definition))
    } catch (error) {
      if (!isLost(error)) ground.log(error, `${keyOf(work, definition.id)} was not done`)
    }
  }
  return {
    async tick() {
      const definitions = await ground.definitions()
      if (definitions.length === 0) return
      const states = await ground.store.states()
      for (const definition of definitions) {
        await attempt(definition, states.get(keyOf(work, definition.id)))
      }
    },
    doNow: (definition) => turns.queue(definition.id, () => doNow(work, definition)),
    standing: (definition) => describeStanding(work, definition),
    async runs(id, { after, limit }) {
      const found = await ground.store.runs(keyOf(work, id), { before: after, limit })
      return {
        rows: found.map(({ document }) => JSON.parse(document) as R),
        next: found.length < limit ? null : found.at(-1)!.at,
      }
    },
    settled: () => turns.settled(),
  }
}

/** Undefined where another server has the job. */
async function whileClaimed<T, D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  { id }: D,
  waits: boolean,
  doing: () => Promise<T>,
): Promise<T | undefined> {
  const { ground } = work
  const job = keyOf(work, id)
  if (!(await claim(ground, job, waits))) return undefined
  const stop = keepClaimed(ground, [job])
  try {
    return await doing()
  } finally {
    stop()
    await ground.store.release(job, ground.owner)
  }
}

const doDue = <D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
): Promise<void> =>
  whileClaimed(work, definition, false, async () => {
    const { kind, ground } = work
    const job = keyOf(work, definition.id)
    const stored = readState(await ground.store.state(job))
    let state = followState(work, definition, stored)
    const next = findNext(work, definition, state)
    if (next !== null && next <= ground.now()) {
      const moment = kind.due(definition, state.through, ground.now())
      state = await workOut(work, definition, state, moment, false)
      await ground.store.dropOldRuns(job, KEPT_RUNS)
    } else if (state.basis !== stored.basis || state.through !== stored.through) {
      await writeStep(work, definition, state)
    }
    if (state.wakeAt !== null && state.wakeAt <= ground.now()) {
      await deliverOpen(work, definition, state)
    }
  })

async function doNow<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
): Promise<R> {
  const { kind, ground } = work
  const job = keyOf(work, definition.id)
  const done = await whileClaimed(work, definition, true, async () => {
    const state = followState(work, definition, readState(await ground.store.state(job)))
    const moment = kind.byHand(definition, ground.now())
    await deliverOpen(work, definition, await workOut(work, definition, state, moment, true))
    return readRun(work, definition, moment.id)
  })
  if (done === undefined) throw new ThroughlineError('job/busy', { job })
  return done
}
