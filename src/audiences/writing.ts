import type { ChangeReason } from '../model/answers/audiences.ts'
import type { HoldOut } from './hold-out.ts'
import type { Journal } from './journal.ts'
import type { Moves } from './moves.ts'

/** How a difference is written. */
export interface Writing {
  readonly journal: Journal
  /** ISO 8601 in UTC: the moment of the evaluation. */
  readonly at: string
  /** Persons whose entries or exits are written at once. */
  readonly atOnce: number
  /** Who is told. */
  readonly destinations: readonly string[]
  readonly holdOut: HoldOut
  /** Whether the hold-out is drawn anew. */
  readonly isDrawn: boolean
  readonly moves: Moves
  /** Why some who leave do so, by person; asked once, when somebody leaves. */
  readonly reasons: (persons: readonly string[]) => Promise<ReadonlyMap<string, ExitReason>>
}

export type ExitReason = Pick<ChangeReason, 'reason' | 'to'>
