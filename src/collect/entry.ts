import type { JsonObject } from './call.ts'
import type { ToldOfProfile } from './landing/tell-profile.ts'
import type { CollectedRow } from './row.ts'

/** A line of the journal: a row for a dataset, what it says of a person or group, or an item that was kept aside. */
export type Entry = RowEntry | ProfileEntry | RejectEntry

export interface RowEntry {
  readonly source: string
  readonly dataset: string
  readonly row: CollectedRow | JsonObject
}

export interface ProfileEntry {
  readonly source: string
  /** Of the profiles. */
  readonly dataset: string
  readonly profile: ToldOfProfile
}

export interface RejectEntry {
  readonly source: string
  readonly reject: Rejected
}

/** An item that was kept aside. */
export interface Rejected {
  readonly id: string
  /** ISO, UTC. */
  readonly at: string
  /** In whose words `body` is. */
  readonly protocol: string
  readonly reason: string
  readonly detail: string
  readonly body: string
}

export const isRowEntry = (entry: Entry): entry is RowEntry => 'row' in entry

export const isProfileEntry = (entry: Entry): entry is ProfileEntry => 'profile' in entry
