import { isLost } from './lost.ts'
import { waitAfter } from './back-off.ts'
import { beginTelling } from './deliver.ts'
import type { JobDefinition, JobRun, Moment } from './job.ts'
import { keyOf, type Work, writeStep } from './job-ground.ts'
import { digestOf, type FollowedState } from './moments.ts'

/**
 * Works out one moment. What came of it, with who is to be told, is written before anybody is. By hand nothing is done
 * of what is due. Errors: by hand what the work says; job/busy.
 */
export async function workOut<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  state: FollowedState,
  moment: M,
  isByHand: boolean,
): Promise<FollowedState> {
  const { kind, ground } = work
  const at = ground.now()
  const begun = { id: moment.id, at: new Date(at).toISOString(), problem: null, sent: [] }
  const empty = { ...begun, ...kind.empty(moment, isByHand) } as unknown as R
  try {
    const run: R = { ...empty, ...(await kind.work(definition, moment, at)) }
    const isTold = isByHand || kind.tells(run)
    const told: R = isTold ? { ...run, sent: beginTelling(definition, at) } : run
    const next = { ...state, ...stateAfter(state, told, at) }
    const done = isByHand
      ? next
      : {
          ...next,
          failures: 0,
          retryAt: null,
          failedAs: null,
          through: moment.through,
          toldAt: isTold ? at : state.toldAt,
        }
    await writeStep(work, definition, done, told)
    return done
  } catch (error) {
    if (isByHand || isLost(error)) throw error
    return noteFailure(work, definition, state, empty, error)
  }
}

/** Where somebody is to be told, the run is open at once. */
function stateAfter(state: FollowedState, { id, sent }: JobRun, at: number) {
  const isOpen = sent.length > 0
  return {
    open: isOpen ? [...new Set([...state.open, id])] : state.open,
    wakeAt: isOpen ? at : state.wakeAt,
    lastRun: id,
    ranAt: at,
  }
}

async function noteFailure<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  state: FollowedState,
  run: R,
  error: unknown,
): Promise<FollowedState> {
  const { ground } = work
  ground.log(error, `${keyOf(work, definition.id)} could not be worked out`)
  const failures = state.failures + 1
  const now = ground.now()
  const next = {
    ...state,
    failures,
    retryAt: now + waitAfter(failures),
    failedAs: digestOf(definition),
    lastRun: run.id,
    ranAt: now,
  }
  await writeStep(work, definition, next, { ...run, problem: ground.describe(error) })
  return next
}
