import type { SentNotice } from '../model/answers/notices.ts'
import { ThroughlineError } from '../model/errors.ts'
import { claim } from '../timing/claims.ts'
import { isDue, refuseOne, tellOne } from './deliver.ts'
import type { JobDefinition, JobRun, Moment } from './job.ts'
import { keyOf, readRun, type Work, writeStep } from './job-ground.ts'
import type { FollowedState } from './moments.ts'

/** Tells those who wait of any run, and writes what became of each before the next. Errors: job/busy. */
export async function deliverOpen<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  state: FollowedState,
): Promise<void> {
  const waiting: JobRun[] = []
  for (const id of state.open) {
    const run = await readRun(work, definition, id)
    const left = run && (await deliverRun(work, definition, state, run))
    if (left?.sent.some((each) => each.state === 'waiting')) waiting.push(left)
  }
  const moments = waiting.flatMap(({ sent }) => sent.flatMap(waitsUntil))
  const wakeAt = moments.length === 0 ? null : Math.min(...moments)
  await writeStep(work, definition, { ...state, open: waiting.map(({ id }) => id), wakeAt })
}

async function deliverRun<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  definition: D,
  state: FollowedState,
  given: R,
): Promise<R> {
  const { kind, ground } = work
  const job = keyOf(work, definition.id)
  let run = given
  const letterTo = kind.letters(definition, given)
  const tell = async (recipient: SentNotice): Promise<SentNotice> => {
    const letter = await letterTo(recipient)
    if ('refusal' in letter) return refuseOne(recipient, letter.refusal, ground.now)
    return tellOne(ground.tell, recipient, letter, `${job}/${given.id}`, ground.now)
  }
  for (const [index, recipient] of given.sent.entries()) {
    if (!isDue(recipient, ground.now())) continue
    // Who was held up for long may have lost it.
    if (!(await claim(ground, job, false))) throw new ThroughlineError('job/busy', { job })
    const told = await tell(recipient)
    run = { ...run, sent: run.sent.with(index, told) }
    await writeStep(work, definition, state, run)
  }
  return run
}

const waitsUntil = ({ state, nextAt }: JobRun['sent'][number]): readonly number[] =>
  state === 'waiting' && nextAt !== null ? [Date.parse(nextAt)] : []
