import type { SentNotice } from '../model/answers/notices.ts'
import type { Notice } from '../destinations/notice.ts'

/** Somebody who is told: an address, or a destination by its id. */
export type Recipient = Pick<SentNotice, 'to' | 'by'>

/** What a definition of any kind of job has. */
export interface JobDefinition {
  readonly id: string
  readonly emails: readonly string[]
  readonly destinations: readonly string[]
  readonly expires?: string | undefined
  readonly paused: boolean
}

/** What came of a job once. */
export interface JobRun {
  /** The same when it is tried again. */
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly problem: { readonly code: string; readonly message: string } | null
  readonly sent: readonly SentNotice[]
}

/** A moment at which a job is done, and up to which everything is done then; UTC milliseconds. */
export interface Moment {
  /** The same for the same moment. */
  readonly id: string
  readonly through: number
}

/** A kind of job: when it is due, what comes of it, and what is told. Moments are UTC milliseconds. */
export interface JobKind<D extends JobDefinition, R extends JobRun, M extends Moment> {
  /** In front of ids: `alert/ID`. */
  readonly kind: string
  /** What its moments depend on: where this is new, they count from now on. */
  basisOf(definition: D): string
  /** In which its expiry is meant. */
  zoneOf(definition: D): string
  /** Up to when everything counts as done where nothing is known of it. */
  begin(definition: D, now: number): number
  /** When it is done next, by how far it is. Null: never. */
  nextAt(definition: D, through: number): number | null
  /** What is due by now. */
  due(definition: D, through: number, now: number): M
  /** What is done by hand, whatever is due. */
  byHand(definition: D, now: number): M
  /** A run that is about to be worked out, and what is kept of it where that fails. */
  empty(moment: M, isByHand: boolean): Omit<R, keyof JobRun>
  /** Errors: what its parts say. */
  work(definition: D, moment: M, now: number): Promise<Omit<R, keyof JobRun | 'trigger'>>
  /** Whether anybody is told. */
  tells(run: R): boolean
  /** What is told of a run, by what was kept of it; asked for one recipient after the other. */
  letters(definition: D, run: R): (recipient: Recipient) => Promise<Letter>
}

/** What somebody is told, or why they may not be told now. */
export type Letter = Omit<Notice, 'id'> | { readonly refusal: string }
