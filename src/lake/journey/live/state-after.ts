import type { LakeClient } from '../../client.ts'
import type { ChosenRows } from '../../datasets/index.ts'
import { addShares } from '../add-shares.ts'
import type { BatchShare, DatasetShare, Journey } from '../journey.ts'
import { countOn } from '../measure.ts'
import { hasMoved } from '../stitching/moves.ts'
import { countNewPersons } from './count-persons.ts'
import type { GivenCodes } from './find-codes.ts'
import { type AppendedRow, isKept, ownIdOf } from './read-appended.ts'
import type { Remembered } from './remembered.ts'

/** What became of the rows of each batch. */
export function shareOut(
  rows: readonly AppendedRow[],
  { ranges }: ChosenRows,
  since: number | null,
): readonly BatchShare[] {
  return ranges.map(({ batch, to }) => {
    const own = rows.filter((row) => row.batch === batch)
    const months = new Map<string, number>()
    for (const row of own.filter((each) => isKept(each, since))) {
      const month = new Date(row.time).toISOString().slice(0, 7)
      months.set(month, (months.get(month) ?? 0) + 1)
    }
    const missingPerson = own.filter((row) => ownIdOf(row) === '').length
    const kept = own.filter((row) => isKept(row, since)).length
    const expired = own.length - missingPerson - kept
    return {
      batch,
      upTo: to,
      rows: kept,
      missingPerson,
      expired,
      months: Object.fromEntries(months),
    }
  })
}

interface Added {
  /** As they are stitched. */
  readonly datasets: readonly DatasetShare[]
  readonly added: readonly (readonly BatchShare[])[]
  readonly kept: readonly AppendedRow[]
  readonly codes: GivenCodes
  readonly busiest: number
  readonly moved: number
}

/** But for its persons, see `countAdded`. */
export function stateAfter(
  journey: Journey,
  { datasets: stitched, added, kept, codes, busiest, moved }: Added,
): Journey {
  const datasets = stitched.map((share, index) => {
    const more = new Map(added[index]!.map((each) => [each.batch, each]))
    const batches = share.batches.map((before) => {
      const own = more.get(before.batch)
      return own === undefined ? before : addShares(before, own)
    })
    return { ...share, batches }
  })
  const extent = (pick: (...times: number[]) => number, before: number | null) =>
    kept.reduce<number | null>(
      (found, { time }) => (found === null ? time : pick(found, time)),
      before,
    )
  return {
    ...journey,
    datasets,
    busiest,
    ...(moved > 0 && { moved: (journey.moved ?? 0) + moved }),
    dataVersion: journey.dataVersion + (kept.length + moved > 0 ? 1 : 0),
    events: journey.events + kept.length,
    firstTime: extent(Math.min, journey.firstTime),
    lastTime: extent(Math.max, journey.lastTime),
    highestCodes: codes.highestCodes,
    ...(journey.values !== undefined && { values: journey.values + codes.added }),
  }
}

interface Counting {
  readonly journey: Journey
  readonly next: Journey
  /** Of the new rows: codes. */
  readonly persons: readonly number[]
  readonly checked: Remembered
}

/** The state with its persons. Where rows have moved, some may have none left. */
export async function countAdded(
  lake: LakeClient,
  { journey, next, persons, checked }: Counting,
): Promise<Journey> {
  if (hasMoved(next, journey)) {
    checked.persons.clear()
    return { ...next, persons: (await countOn(lake, next, journey)).persons }
  }
  const added = await countNewPersons(lake, journey, checked.persons, persons)
  return { ...next, persons: journey.persons + added }
}
