import type { JobStore } from '../store/index.ts'
import type { JobDefinition, JobKind, JobRun, Moment } from './job.ts'
import type { JobState } from './job-state.ts'
import type { Tell } from './tell.ts'

/** Where jobs are kept, who does them, and how people are told. */
export interface JobGround<D extends JobDefinition> {
  readonly store: JobStore
  /** Who of several servers. */
  readonly owner: string
  /** UTC milliseconds. */
  readonly now: () => number
  readonly definitions: () => Promise<readonly D[]>
  readonly tell: Tell
  /** What is kept of a failure: without what is ours alone. */
  readonly describe: (error: unknown) => { readonly code: string; readonly message: string }
  /** Of what nobody waits for. */
  readonly log: (error: unknown, message: string) => void
}

/** Jobs of one kind on their ground. */
export interface Work<D extends JobDefinition, R extends JobRun, M extends Moment> {
  readonly kind: JobKind<D, R, M>
  readonly ground: JobGround<D>
}

/** `alert/ID` */
export const keyOf = ({ kind }: { readonly kind: { readonly kind: string } }, id: string): string =>
  `${kind.kind}/${id}`

/** How far a job is, and what came of it: both are written, or none. Errors: job/busy. */
export const writeStep = <D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  { id }: D,
  state: JobState,
  run?: R,
): Promise<void> =>
  work.ground.store.write({
    job: keyOf(work, id),
    owner: work.ground.owner,
    state: JSON.stringify(state),
    run: run && { id: run.id, at: run.at, document: JSON.stringify(run) },
  })

export async function readRun<D extends JobDefinition, R extends JobRun, M extends Moment>(
  work: Work<D, R, M>,
  { id }: D,
  run: string,
): Promise<R | undefined> {
  const stored = await work.ground.store.run(keyOf(work, id), run)
  return stored && (JSON.parse(stored.document) as R)
}
