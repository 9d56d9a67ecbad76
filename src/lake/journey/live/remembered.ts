import type { LakeClient } from '../../client.ts'
import type { Journey } from '../journey.ts'
import type { StoredDataset } from '../read-datasets.ts'

/** What need not be looked for again while this process alone adds to a journey: it was checked as a whole before. */
export interface Remembered {
  /** Which state it is about. */
  readonly version: string
  /** What the datasets were like, see `printDatasets`. */
  readonly datasets: string
  /** UTC ms of the last refresh that checked all. */
  readonly checkedAt: number
  readonly codes: RecentCodes
  /** Codes of persons who have events: of those who had some lately. */
  readonly persons: Set<number>
  readonly owners: RecentOwners
}

/** Codes of texts that came lately, by dictionary. */
export type RecentCodes = Map<number, Map<string, number>>

/** From a time on (UTC ms; the least safe integer for always) rows are this person's; the empty text is nobody. */
export interface Stretch {
  readonly start: number
  readonly person: string
}

/** Whose the rows of ids are in the journey, ascending in time, by question (see `find-owners.ts`) and by id. */
export type RecentOwners = Map<string, Map<string, readonly Stretch[]>>

/** Nothing but that all was checked. */
export const startRemembering = (): Pick<Remembered, 'codes' | 'persons' | 'owners'> => ({
  codes: new Map(),
  persons: new Set(),
  owners: new Map(),
})

const known = new WeakMap<LakeClient, Map<string, Remembered>>()

export const recallChecked = (lake: LakeClient, connection: string): Remembered | undefined =>
  known.get(lake)?.get(connection)

/** To be said after all of a journey was checked, or rows were added to what was. */
export function rememberChecked(lake: LakeClient, connection: string, what: Remembered): void {
  if (lake.kind === 'server') return
  const all = known.get(lake) ?? new Map<string, Remembered>()
  known.set(lake, all.set(connection, what))
}

export const forgetChecked = (lake: LakeClient, connection: string): void =>
  void known.get(lake)?.delete(connection)

export const printVersion = ({ generation, dataVersion, increment }: Journey): string =>
  `${generation}.${dataVersion}.${increment}`

type Described = Pick<StoredDataset, 'type' | 'timeZone' | 'leaves'>

/** What encoding a dataset's rows depends on, as one text. */
export const printDatasets = (stored: ReadonlyMap<string, Described>): string =>
  JSON.stringify(
    [...stored].map(([id, { type, timeZone, leaves }]) => [id, type, timeZone, leaves]),
  )
