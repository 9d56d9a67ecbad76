import { makeVectorPart } from './cached-vector-part.ts'
import type { ColumnMemory } from './column-memory.ts'
import type { EntryPart, EntryParts } from './entry-parts.ts'
import { planFold } from './overlay.ts'
import { patchPart } from './patch-columns.ts'
import { type Entry, PEOPLE, type Snapshot } from './snapshot.ts'

/** A base takes those in who lie over it when they have more than such a share of its events. */
const MOST_OVER = 0.03

/** A bucket whose base had better take those in who lie over it; -1 without any. */
export function findFull({ entries }: Snapshot, fewEvents: number): number {
  const parts = entries.get(PEOPLE)?.parts
  if (!parts) return -1
  return parts.base.findIndex(({ events, people, hidden }, bucket) => {
    const over = parts.over[bucket]?.events ?? 0
    if (over > Math.max(fewEvents, events * MOST_OVER)) return true
    const few = Math.max(fewEvents, people!.persons * MOST_OVER)
    return hidden !== undefined && countHidden(hidden) > few
  })
}

const countHidden = (hidden: Uint8Array): number => hidden.reduce((sum, each) => sum + each, 0)

/** What becomes of the entries of a snapshot when the base of a bucket takes those in who lie over it. */
export function foldBucket(
  { entries }: Snapshot,
  bucket: number,
  memory: ColumnMemory,
): ReadonlyMap<Entry, EntryParts> {
  const { base, over } = entries.get(PEOPLE)!.parts!
  const patch = planFold(base[bucket]!, over[bucket]?.people ?? null)
  const room = memory.room()
  const fold = ({ parts, shape }: Entry): EntryPart =>
    shape
      ? makeVectorPart(patch.events, shape, memory)
      : patchPart([parts!.base[bucket]!, parts!.over[bucket]!], patch, room)
  return new Map(
    [...entries.values()].map((entry) => [
      entry,
      {
        base: entry.parts!.base.with(bucket, fold(entry)),
        over: entry.parts!.over.with(bucket, null),
      },
    ]),
  )
}
