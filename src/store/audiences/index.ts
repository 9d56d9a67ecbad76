import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../tables.ts'
import { asBusy } from '../transaction.ts'
import { type WantedDelivery, wantDeliveries } from '../want-deliveries.ts'
import {
  type CountedChanges,
  countChanges,
  countChangesByQuarter,
  listChanges,
  listChangesOf,
  type StoredChange,
  writeChanges,
} from './changes.ts'
import {
  countMembers,
  findMembers,
  listMembers,
  type MemberFilter,
  type StoredMember,
  writeMembers,
} from './members.ts'
import { dropOldRuns, findRun, listRuns, type StoredRun, writeRun } from './runs.ts'
import {
  claim,
  claimAll,
  listStates,
  type Owned,
  readState,
  release,
  type ReplacedState,
  replaceStates,
  writeState,
} from './states.ts'
import { listWanted } from './wanted.ts'

export type { CountedChanges, StoredChange } from './changes.ts'
export type { StoredMember } from './members.ts'
export type { ReplacedState } from './states.ts'

/** What becomes of some persons at once, with how far the run is: all of it or nothing is written. */
export interface MembershipChunk extends Owned {
  /** JSON. */
  readonly state: string
  readonly run: StoredRun
  readonly members: readonly StoredMember[]
  readonly changes: readonly StoredChange[]
  readonly wanted: readonly {
    readonly destination: string
    readonly deliveries: readonly WantedDelivery[]
  }[]
}

/** Who is in audiences, what became of it, and who evaluates each now. */
export type AudienceStore = {
  /** Whether the audience is this owner's for a while: nobody else's, or nobody else's any more. */
  claim(audience: string, owner: string, milliseconds: number): Promise<boolean>
  /** Those of several that are this owner's for a while, at once, with their documents; the empty text without one. */
  claimAll(
    audiences: readonly string[],
    owner: string,
    milliseconds: number,
  ): Promise<ReadonlyMap<string, string>>
  /** Whoever wants it may have it. */
  release(audience: string, owner: string): Promise<void>
  /** Documents by audience, of those that have one. */
  states(): Promise<ReadonlyMap<string, string>>
  state(audience: string): Promise<string | undefined>
  /** Errors: audience/busy where another owner has claimed it. */
  writeState(owned: Owned & { readonly document: string }): Promise<void>
  /** All at once; who has written another document meanwhile keeps it. Errors: store/busy. */
  replaceStates(replaced: readonly ReplacedState[]): Promise<void>
  /** The latest first. */
  runs(
    audience: string,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly StoredRun[]>
  run(id: string): Promise<StoredRun | undefined>
  writeRun(audience: string, run: StoredRun): Promise<void>
  dropOldRuns(audience: string, kept: number): Promise<void>
  /** In the order of persons by their bytes. */
  members(audience: string, filter: MemberFilter): Promise<readonly StoredMember[]>
  /** Those of some persons who are or were in it. */
  findMembers(audience: string, persons: readonly string[]): Promise<readonly StoredMember[]>
  countMembers(audience: string): Promise<{ readonly members: number; readonly heldOut: number }>
  /** Behind a number, in their order. */
  changes(
    audience: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly StoredChange[]>
  /** Since a moment; `returned`: who entered and had been in it before. */
  countChanges(audience: string, since: string): ReturnType<typeof countChanges>
  /** Since a moment, by quarters of an hour. */
  countChangesByQuarter(audience: string, since: string): Promise<readonly CountedChanges[]>
  changesOf(audience: string, persons: readonly string[]): Promise<readonly StoredChange[]>
  /** Persons whom a destination should have, in the order of bytes. */
  wanted(
    of: { readonly audience: string; readonly destination: string },
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly string[]>
  /** Errors: audience/busy where another owner has claimed it; store/busy. */
  write(chunk: MembershipChunk): Promise<void>
  /**
   * All chunks or none, and then nobody has their audiences any more, of whose runs so many are kept. Errors as of
   * `write`.
   */
  finish(chunks: readonly MembershipChunk[], keptRuns: number): Promise<void>
}

export const openAudienceStore = (db: Kysely<Tables>): AudienceStore => ({
  claim: (audience, owner, milliseconds) => claim(db, audience, owner, milliseconds),
  claimAll: (audiences, owner, milliseconds) =>
    asBusy(() =>
      db
        .transaction()
        .execute((transaction) => claimAll(transaction, audiences, owner, milliseconds)),
    ),
  release: (audience, owner) => release(db, audience, owner),
  states: () => listStates(db),
  state: (audience) => readState(db, audience),
  writeState: (owned) => writeState(db, owned),
  replaceStates: (replaced) =>
    asBusy(() => db.transaction().execute((transaction) => replaceStates(transaction, replaced))),
  runs: (audience, page) => listRuns(db, audience, page),
  run: (id) => findRun(db, id),
  writeRun: (audience, run) => writeRun(db, audience, run),
  dropOldRuns: (audience, kept) => dropOldRuns(db, audience, kept),
  members: (audience, filter) => listMembers(db, audience, filter),
  findMembers: (audience, persons) => findMembers(db, audience, persons),
  countMembers: (audience) => countMembers(db, audience),
  changes: (audience, page) => listChanges(db, audience, page),
  countChanges: (audience, since) => countChanges(db, audience, since),
  countChangesByQuarter: (audience, since) => countChangesByQuarter(db, audience, since),
  changesOf: (audience, persons) => listChangesOf(db, audience, persons),
  wanted: (of, page) => listWanted(db, of, page),
  write: (chunk) =>
    asBusy(() => db.transaction().execute((transaction) => writeChunk(transaction, chunk))),
  finish: (chunks, keptRuns) =>
    asBusy(() =>
      db.transaction().execute(async (transaction) => {
        for (const chunk of chunks) await writeChunk(transaction, chunk)
        const owners = new Map(chunks.map(({ audience, owner }) => [audience, owner]))
        for (const [audience, owner] of owners) {
          await dropOldRuns(transaction, audience, keptRuns)
          await release(transaction, audience, owner)
        }
      }),
    ),
})

/** The first statement takes the write lock (SQLite) or the audience's row (PostgreSQL). */
async function writeChunk(
  transaction: Transaction<Tables>,
  { audience, owner, state, run, members, changes, wanted }: MembershipChunk,
): Promise<void> {
  await writeState(transaction, { audience, owner, document: state })
  await writeMembers(transaction, audience, members)
  await writeChanges(transaction, audience, changes)
  for (const { destination, deliveries } of wanted) {
    await wantDeliveries(transaction, { destination, audience, run: run.id }, deliveries)
  }
  await writeRun(transaction, audience, run)
}
