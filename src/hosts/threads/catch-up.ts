import type { LakeClient } from '../../lake/client.ts'
import {
  type Journey,
  nameColumn,
  type ReadOptions,
  type TouchedPersons,
} from '../../lake/journey/index.ts'
import { ColumnMemory, type Room } from './column-memory.ts'
import type { EntryParts } from './entry-parts.ts'
import { type BucketColumns, loadBucket } from './load-bucket.ts'
import { findNeededColumns } from './needed-columns.ts'
import { type Changes, hidePersons, listTied, planOverlay } from './overlay.ts'
import { type Patch, patchPart, type Sources } from './patch-columns.ts'
import { readAll } from './read-all.ts'
import { type Entry, PEOPLE, type Snapshot } from './snapshot.ts'

/** By bucket. */
export type Fresh = ReadonlyMap<number, Changes>

/**
 * Of all that is loaded: the events that have come since a version, and all events of the persons of whom these do not
 * tell everything. Null where it would be better to read all anew.
 */
export async function readChanges(
  lake: LakeClient,
  { journey: before, entries }: Snapshot,
  journey: Journey,
  touched: TouchedPersons,
  names: readonly string[],
): Promise<Fresh | null> {
  const { base, over } = entries.get(PEOPLE)!.parts!
  const read = openReading(lake, journey, names)
  const buckets = [...touched]
  const added = await readAll(buckets.length, (index) =>
    read(buckets[index]![0], { after: before.increment }),
  )
  const changed = buckets.map(([bucket, { changed: less }], index) => {
    const people = over[bucket]?.people ?? null
    return sortCodes([...less, ...listTied(base[bucket]!, people, added[index]!.people!)])
  })
  if (isMuch(changed, journey)) return null
  const anew = await readAll(buckets.length, async (index) =>
    changed[index]!.length === 0 ? null : read(buckets[index]![0], { persons: changed[index]! }),
  )
  return new Map(
    buckets.map(([bucket, { persons }], index) => [
      bucket,
      { persons, added: added[index]!, changed: changed[index]!, anew: anew[index]! },
    ]),
  )
}

const sortCodes = (codes: readonly number[]): readonly number[] =>
  [...new Set(codes)].sort((a, b) => a - b)

/** Reads all that is loaded, of some rows of a bucket. */
function openReading(lake: LakeClient, journey: Journey, names: readonly string[]) {
  const columns = names.filter((name) => name !== PEOPLE).map((name) => columnOf(journey, name))
  const { fields, hasDataset } = findNeededColumns(journey, columns)
  const request = { fields, withPeople: true, withDataset: hasDataset }
  return (bucket: number, some: ReadOptions): Promise<BucketColumns> =>
    loadBucket(lake, journey, bucket, { ...request, ...some }, new ColumnMemory().room())
}

/** What of changes concerns all entries. */
export type Patches = ReadonlyMap<number, Patch>

/** Where the events come from of those who lie over the base then, by bucket. */
export function planOverlays({ entries }: Snapshot, fresh: Fresh): Patches {
  const { base, over } = entries.get(PEOPLE)!.parts!
  return new Map(
    [...fresh].map(([bucket, changes]) => [
      bucket,
      planOverlay(base[bucket]!, over[bucket]?.people ?? null, changes),
    ]),
  )
}

/** An entry's parts once something has changed of some persons: they lie over the base, which hides them. */
export function overlay(
  { name, parts }: Entry,
  fresh: Fresh,
  patches: Patches,
  room: Room,
): EntryParts {
  const isPeople = name === PEOPLE
  const base = [...parts!.base]
  const over = [...parts!.over]
  for (const [bucket, { persons, added, anew }] of fresh) {
    const own = base[bucket]!
    const sources: Sources = [own, over[bucket]!, added, anew]
    const patch = patches.get(bucket)!
    over[bucket] = patch.events === 0 ? null : patchPart(sources, patch, room)
    if (isPeople) base[bucket] = hidePersons(own, persons)
  }
  return { base, over }
}

/** Where such a share of the persons would be read anew, columns are read as a whole. */
const MOST_ANEW = 0.1

function isMuch(changed: readonly (readonly number[])[], { persons }: Journey): boolean {
  const count = changed.reduce((sum, each) => sum + each.length, 0)
  return count > Math.max(1000, persons * MOST_ANEW)
}

/** Whether profiles say the same of the same persons. */
export const hasSameProfiles = (a: Journey, b: Journey): boolean =>
  JSON.stringify([a.joined, a.highestCodes[PERSONS]]) ===
  JSON.stringify([b.joined, b.highestCodes[PERSONS]])

/** The number of their dictionary. */
const PERSONS = 0

/** What a plan would name to have the entry loaded. */
function columnOf(journey: Journey, name: string): string {
  const field = journey.fields.find(({ path }) => path === name)
  return field === undefined ? name : nameColumn(field)
}
