import { type Kysely, sql, type Transaction } from 'kysely'
import { openGroups } from '../groups.ts'
import type { Tables } from '../tables.ts'
import { lookAgain, lookAtAllAgain, sendAllAgain } from './again.ts'
import {
  type BatchItem,
  dropBatches,
  endBatch,
  listBatches,
  listReceipts,
  type LoggedBatch,
  openBatch,
  readOpenBatches,
  type Receipt,
} from './batch-log.ts'
import { countDeliveries, type DeliveryCounts } from './counts.ts'
import { type DeadChoice, type DeadDelivery, listDead, retryDead } from './dead.ts'
import { dropDestination, findForgotten, type ForgottenAt, forgetDeliveries } from './erase.ts'
import { dropForgotten, type Outcome, ROWS_AT_ONCE, settleRows } from './settle.ts'
import {
  changeState,
  type Claim,
  claimDestination,
  keepClaim,
  readState,
  releaseDestination,
} from './states.ts'
import {
  findWantedIn,
  hasDue,
  hasWaiting,
  type KnownDelivery,
  type Lane,
  nextOpenAudience,
  type PendingChange,
  type Place,
  readDue,
  readNextChanges,
  readRows,
  type WaitingDelivery,
} from './waiting.ts'

type Where = Omit<Lane, 'wanted'>

/** What destinations should have of persons, what they have, and how it goes. Instants are ISO 8601 in UTC. */
export interface DeliveryStore {
  readonly openAudiences: (destination: string) => Promise<readonly string[]>
  readonly hasDue: (destination: string, now: number) => Promise<boolean>
  readonly hasWaiting: (lane: Lane) => Promise<boolean>
  readonly readDue: (
    lane: Lane,
    options: { after: Place; limit: number; now: number },
  ) => Promise<readonly WaitingDelivery[]>
  readonly readRows: (where: Where, persons: readonly string[]) => Promise<readonly KnownDelivery[]>
  readonly findWantedIn: (where: Where, persons: readonly string[]) => Promise<ReadonlySet<string>>
  readonly readNextChanges: (
    audience: string,
    rows: readonly Pick<WaitingDelivery, 'person' | 'confirmedEpoch'>[],
  ) => Promise<ReadonlyMap<string, PendingChange>>
  /** Writes what has become of rows of an audience, while the claim holds. @throws ClaimLost */
  readonly settle: (
    claim: Claim,
    settlement: {
      readonly audience: string
      readonly now: string
      readonly outcomes: readonly Outcome[]
      /** Persons who may go with their rows. */
      readonly forgotten: ReadonlySet<string>
      /** The batch that was sent. */
      readonly ended?: readonly [LoggedBatch, Omit<Parameters<typeof endBatch>[3], 'forgotten'>]
    },
  ) => Promise<void>
  readonly openBatch: (
    destination: string,
    batch: LoggedBatch,
    items: readonly BatchItem[],
  ) => Promise<void>
  readonly readOpenBatches: (destination: string) => ReturnType<typeof readOpenBatches>
  readonly listBatches: (
    destination: string,
    page: { before: string; limit: number },
  ) => Promise<readonly LoggedBatch[]>
  readonly listReceipts: (
    destination: string,
    person: string,
    page: { before: string; limit: number },
  ) => Promise<readonly Receipt[]>
  readonly dropBatches: (destination: string, before: string) => Promise<void>
  readonly listDead: (
    destination: string,
    page: { after: { audience: string; person: string }; limit: number },
  ) => Promise<readonly DeadDelivery[]>
  readonly retryDead: (destination: string, choice: DeadChoice) => Promise<number>
  readonly sendAllAgain: (destination: string, audience?: string) => Promise<number>
  /** Of persons whose identities may have changed. */
  readonly lookAgain: (persons: readonly string[]) => Promise<void>
  readonly lookAtAllAgain: () => Promise<void>
  readonly count: (destination: string) => Promise<DeliveryCounts>
  /** The latest evaluation of an audience. */
  readonly lastRun: (audience: string) => Promise<string | undefined>
  readonly claim: (claim: Claim, now: number) => Promise<boolean>
  readonly release: (claim: Claim) => Promise<void>
  readonly readState: (destination: string) => Promise<string>
  readonly changeState: (destination: string, change: (document: string) => string) => Promise<void>
  readonly dropDestination: (destination: string) => Promise<void>
  /** Where persons are, of all those audiences. */
  readonly findForgotten: (
    persons: readonly string[],
    audiences: readonly string[],
  ) => Promise<readonly ForgottenAt[]>
  readonly forget: (
    persons: readonly string[],
    audiences: readonly string[],
    at: string,
  ) => Promise<void>
}

export const openDeliveryStore = (db: Kysely<Tables>): DeliveryStore => {
  const write = openWriting(db)
  return {
    openAudiences: async (destination) => {
      const found: string[] = []
      for (;;) {
        const next = await nextOpenAudience(db, destination, found.at(-1) ?? '')
        if (next === undefined) return found
        found.push(next)
      }
    },
    hasDue: (destination, now) => hasDue(db, destination, now),
    hasWaiting: (lane) => hasWaiting(db, lane),
    readDue: (lane, options) => readDue(db, lane, options),
    readRows: (where, persons) => readRows(db, where, persons),
    findWantedIn: (where, persons) => findWantedIn(db, where, persons),
    readNextChanges: (audience, rows) => readNextChanges(db, audience, rows),
    settle: (claim, settlement) => settle(write, claim, settlement),
    openBatch: (destination, batch, items) =>
      write(destination, (transaction) => openBatch(transaction, destination, batch, items)),
    readOpenBatches: (destination) => readOpenBatches(db, destination),
    listBatches: (destination, page) => listBatches(db, destination, page),
    listReceipts: (destination, person, page) => listReceipts(db, destination, person, page),
    dropBatches: (destination, before) => dropBatches(db, destination, before),
    listDead: (destination, page) => listDead(db, destination, page),
    retryDead: (destination, choice) => retryDead(db, destination, choice),
    sendAllAgain: (destination, audience) => sendAllAgain(db, destination, audience),
    lookAgain: (persons) => lookAgain(db, persons),
    lookAtAllAgain: () => lookAtAllAgain(db),
    count: (destination) => countDeliveries(db, destination),
    lastRun: (audience) => lastRun(db, audience),
    claim: (claim, now) => claimDestination(db, claim, now),
    release: (claim) => releaseDestination(db, claim),
    readState: (destination) => readState(db, destination),
    changeState: (destination, change) => changeState(db, destination, change),
    dropDestination: (destination) => dropDestination(db, destination),
    findForgotten: (persons, audiences) => findForgotten(db, persons, audiences),
    forget: (persons, audiences, at) => forgetDeliveries(db, persons, audiences, at),
  }
}

type Work = (transaction: Transaction<Tables>) => Promise<void>
type Writing = (destination: string, work: Work) => Promise<void>

/** What comes at once of a destination is written in one transaction: each waits for the disk. */
function openWriting(db: Kysely<Tables>): Writing {
  const byDestination = new Map<string, (work: Work) => Promise<void>>()
  const open = () =>
    openGroups<Work>(WORKS_AT_ONCE, (works) =>
      db.transaction().execute(async (transaction) => {
        for (const work of works) await work(transaction)
      }),
    )
  return (destination, work) => {
    const write = byDestination.get(destination) ?? open()
    byDestination.set(destination, write)
    return write(work)
  }
}

const WORKS_AT_ONCE = 8

/** Some at a time; the batch ends with the last of them. */
const settle: (write: Writing, ...rest: Parameters<DeliveryStore['settle']>) => Promise<void> =
  async (write, claim, { audience, now, outcomes, forgotten, ended }) => {
    const { destination } = claim
    const parts: readonly (Outcome | undefined)[] = outcomes.flatMap(inParts)
    const all = parts.length === 0 ? [undefined] : parts
    for (const [index, part] of all.entries()) {
      const isLast = index === all.length - 1
      await write(destination, async (transaction) => {
        await keepClaim(transaction, claim)
        if (part) await settleRows(transaction, { destination, audience, now }, part)
        if (!isLast) return
        await dropForgotten(transaction, { destination, audience }, [...forgotten])
        if (ended) await endBatch(transaction, destination, ended[0], { ...ended[1], forgotten })
      })
    }
  }

function inParts(outcome: Outcome): readonly Outcome[] {
  const parts: Outcome[] = []
  for (let start = 0; start < outcome.rows.length; start += ROWS_AT_ONCE) {
    parts.push({ ...outcome, rows: outcome.rows.slice(start, start + ROWS_AT_ONCE) })
  }
  return parts
}

async function lastRun(db: Kysely<Tables>, audience: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM audience_runs WHERE audience = ${audience}
    ORDER BY started_at DESC LIMIT 1`.execute(db)
  return rows[0]?.id
}
