import type { LakeClient } from '../../lake/client.ts'
import { type Journey, listTouchedPersons } from '../../lake/journey/index.ts'
import { findNeededColumns } from './needed-columns.ts'
import { versionOf } from './versions.ts'

/** The persons of whom these columns may say something else than at an earlier version, see `JourneyData.listChanged`. */
export async function listChangedPersons(
  lake: LakeClient,
  before: Journey,
  after: Journey,
  columns: readonly string[],
): Promise<Uint32Array | null> {
  if (versionOf(before) === versionOf(after)) return new Uint32Array()
  const { profiles } = findNeededColumns(after, columns)
  if (profiles.length > 0 && !haveSameRows(before, after)) return null
  const touched = await listTouchedPersons(lake, before, after)
  return touched && Uint32Array.from([...touched.values()].flatMap(({ persons }) => persons)).sort()
}

/** Of profiles. */
const haveSameRows = ({ joined: one }: Journey, { joined: other }: Journey): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
