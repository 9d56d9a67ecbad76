import type { Kysely } from 'kysely'
import { ThroughlineError } from '../model/errors.ts'
import { isFreeFor } from './claims.ts'
import type { Tables } from './tables.ts'
import { asBusy } from './transaction.ts'

/** What came of a job once. */
export interface StoredJobRun {
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly at: string
  /** JSON. */
  readonly document: string
}

/** How far alerts and schedules are, by `alert/ID` and `schedule/ID`, and what came of them. */
export type JobStore = {
  /** Whether the job is this owner's for a while: nobody else's, or nobody else's any more. */
  claim(job: string, owner: string, milliseconds: number): Promise<boolean>
  /** Whoever wants it may have it. */
  release(job: string, owner: string): Promise<void>
  /** Documents by job, of those that have one. */
  states(): Promise<ReadonlyMap<string, string>>
  state(job: string): Promise<string | undefined>
  /** A state, and a run with it: both or none. Errors: job/busy where another owner has claimed it; store/busy. */
  write(step: JobStep): Promise<void>
  run(job: string, id: string): Promise<StoredJobRun | undefined>
  /** The latest first. */
  runs(
    job: string,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly StoredJobRun[]>
  /** All but the latest. */
  dropOldRuns(job: string, kept: number): Promise<void>
  /** With all that came of it. */
  forget(job: string): Promise<void>
}

export interface JobStep {
  readonly job: string
  readonly owner: string
  /** JSON. */
  readonly state: string
  readonly run?: StoredJobRun | undefined
}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const openJobStore = (db: Kysely<Tables>): JobStore => ({
  claim: (job, owner, milliseconds) => claim(db, job, owner, milliseconds),
  async release(job, owner) {
    await db
      .updateTable('job_states')
      .set({ owned_until: at(0) })
      .where('job', '=', job)
      .where('owner', '=', owner)
      .execute()
  },
  async states() {
    const rows = await db.selectFrom('job_states').select(['job', 'document']).execute()
    return new Map(rows.flatMap(({ job, document }) => (document === '' ? [] : [[job, document]])))
  },
  async state(job) {
    const row = await db
      .selectFrom('job_states')
      .select('document')
      .where('job', '=', job)
      .executeTakeFirst()
    return row?.document === '' ? undefined : row?.document
  },
  write: (step) => asBusy(() => write(db, step)),
  run: (job, id) =>
    db
      .selectFrom('job_runs')
      .select(['id', 'at', 'document'])
      .where('job', '=', job)
      .where('id', '=', id)
      .executeTakeFirst(),
  runs(job, { before, limit }) {
    let query = db.selectFrom('job_runs').select(['id', 'at', 'document']).where('job', '=', job)
    if (before !== undefined) query = query.where('at', '<', before)
    return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  },
  dropOldRuns: (job, kept) => dropOldRuns(db, job, kept),
  async forget(job) {
    await db.deleteFrom('job_runs').where('job', '=', job).execute()
    await db.deleteFrom('job_states').where('job', '=', job).execute()
  },
})

async function claim(
  db: Kysely<Tables>,
  job: string,
  owner: string,
  milliseconds: number,
): Promise<boolean> {
  const now = Date.now()
  await db
    .insertInto('job_states')
    .values({ job, document: '', owner: '', owned_until: at(0) })
    .onConflict((conflict) => conflict.column('job').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('job_states')
    .set({ owner, owned_until: at(now + milliseconds) })
    .where('job', '=', job)
    .where(isFreeFor(owner, now))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const write = (db: Kysely<Tables>, { job, owner, state, run }: JobStep): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('job_states')
      .set({ document: state })
      .where('job', '=', job)
      .where('owner', '=', owner)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new ThroughlineError('job/busy', { job })
    if (run === undefined) return
    const { document } = run
    await transaction
      .insertInto('job_runs')
      .values({ job, ...run })
      .onConflict((conflict) => conflict.columns(['job', 'id']).doUpdateSet({ document }))
      .execute()
  })

async function dropOldRuns(db: Kysely<Tables>, job: string, kept: number): Promise<void> {
  const oldest = await db
    .selectFrom('job_runs')
    .select('at')
    .where('job', '=', job)
    .orderBy('at', 'desc')
    .offset(kept)
    .limit(1)
    .executeTakeFirst()
  if (oldest === undefined) return
  await db.deleteFrom('job_runs').where('job', '=', job).where('at', '<=', oldest.at).execute()
}
