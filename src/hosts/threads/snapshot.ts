import type { CacheShape } from '../../engine/index.ts'
import type { JoinedTable, Journey } from '../../lake/journey/index.ts'
import type { EntryParts } from './entry-parts.ts'

/** Columns of one version of a connection's journey, in as far as they are in memory. */
export interface Snapshot {
  readonly journey: Journey
  /** By the field's path, or `PEOPLE`, `dataset`, or a cached vector's name. */
  readonly entries: Map<string, Entry>
  /** By bucket: the state that the base of its columns was read at. Those who have changed since lie over it. */
  readonly bases: Journey[]
  readonly profileTables: Map<string, Promise<JoinedTable>>
  lastUse: number
}

/**
 * A field (or `PEOPLE`, or `dataset`, or a cached vector) of all buckets, in memory or on its way. What it has
 * is never changed: another entry takes its place.
 */
export interface Entry {
  readonly id: number
  readonly name: string
  readonly snapshot: Snapshot
  /** Of cached vectors. */
  readonly shape: CacheShape | null
  readonly loaded: Promise<EntryParts>
  /** Null until they are loaded. */
  parts: EntryParts | null
  bytes: number
  lastUse: number
  /** How many leases it is part of. */
  leases: number
}

export const PEOPLE = ' people'

export const startSnapshot = (journey: Journey, lastUse: number): Snapshot => ({
  journey,
  entries: new Map(),
  bases: Array.from({ length: journey.buckets }, () => journey),
  profileTables: new Map(),
  lastUse,
})

/** The state at which a bucket's base is read, with the fields and codes that are known now. */
export const baseState = ({ journey, bases }: Snapshot, bucket: number): Journey => {
  const { increment, removed } = bases[bucket]!
  return { ...journey, increment, removed }
}

/** Codes of the persons of a bucket who lie over its base. */
export function listOver({ entries }: Snapshot, bucket: number): readonly number[] {
  const people = entries.get(PEOPLE)?.parts?.over[bucket]?.people
  return people ? [...people.personCode] : []
}

/** Columns that are there, without cached vectors. */
export const listLoaded = ({ entries }: Snapshot): readonly Entry[] =>
  [...entries.values()].filter(({ shape, parts }) => shape === null && parts !== null)
