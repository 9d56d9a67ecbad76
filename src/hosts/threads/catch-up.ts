import type { LakeClient } from '../../lake/client.ts'
import { type Journey, nameColumn, type TouchedPersons } from '../../lake/journey/index.ts'
import { ColumnMemory, type Room } from './column-memory.ts'
import type { EntryPart, EntryParts } from './entry-parts.ts'
import { type BucketColumns, loadBucket, type People } from './load-bucket.ts'
import { findNeededColumns } from './needed-columns.ts'
import { hidePersons, patchOverlay, planOverlay } from './overlay.ts'
import { readAll } from './read-all.ts'
import { type Entry, PEOPLE, type Snapshot } from './snapshot.ts'

/** What was read anew, by bucket. */
export type Fresh = ReadonlyMap<
  number,
  { readonly persons: readonly number[]; readonly columns: BucketColumns }
>

/** All that is loaded, of the persons who have changed, by bucket. */
export async function readPersons(
  lake: LakeClient,
  journey: Journey,
  touched: TouchedPersons,
  names: readonly string[],
): Promise<Fresh> {
  const columns = names.filter((name) => name !== PEOPLE).map((name) => columnOf(journey, name))
  const { fields, hasDataset } = findNeededColumns(journey, columns)
  const request = { fields, withPeople: true, withDataset: hasDataset }
  const buckets = [...touched]
  const read = await readAll(buckets.length, async (index) => {
    const [bucket, persons] = buckets[index]!
    const asked = { ...request, persons }
    const room = new ColumnMemory().room()
    const columnsRead = await loadBucket(lake, journey, bucket, asked, room)
    return [bucket, { persons, columns: columnsRead }] as const
  })
  return new Map(read)
}

/** An entry's parts once some persons were read anew: they lie over the base, which hides them. */
export function overlay(
  { entries }: Snapshot,
  { name, parts }: Entry,
  fresh: Fresh,
  room: Room,
): EntryParts {
  const isPeople = name === PEOPLE
  const people = entries.get(PEOPLE)!.parts!
  const base = [...parts!.base]
  const over = [...parts!.over]
  for (const [bucket, { persons, columns }] of fresh) {
    const patch = planOverlay(people.over[bucket]!, columns.people!, new Set(persons))
    const own = isPeople ? { ...columns, columns: new Map() } : pickLike(base[bucket]!, columns)
    const before = withPeople(
      over[bucket]!,
      isPeople ? (people.over[bucket]?.people ?? null) : null,
    )
    over[bucket] = patchOverlay({ over: before, isPeople }, own, patch, room)
    if (isPeople) base[bucket] = hidePersons(base[bucket]!, persons)
  }
  return { base, over }
}

/** Of columns that were read together, those that an entry's part has. */
const pickLike = (
  { columns: own }: EntryPart,
  { columns, ...rest }: BucketColumns,
): BucketColumns => ({
  ...rest,
  columns: new Map([...own.keys()].map((name) => [name, columns.get(name)!])),
})

export const withPeople = (part: EntryPart | null, people: People | null): EntryPart | null =>
  part && { ...part, people }

/** Beyond such a share of the persons, columns are read anew as a whole. */
const MOST_TOUCHED = 0.1

export function isMuch(touched: TouchedPersons, { persons }: Journey): boolean {
  const count = [...touched.values()].reduce((sum, each) => sum + each.length, 0)
  return count > Math.max(1000, persons * MOST_TOUCHED)
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
