import type { LakeClient } from '../../client.ts'
import { ident, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, PERSON } from '../journey.ts'
import { rowsInState } from '../rows.ts'

/** Beyond so many persons, who has events is forgotten. */
const MOST_REMEMBERED = 200_000

/**
 * Counts the persons of new rows, by their codes, who had no event before. Who had some lately is remembered; others
 * are looked for by their codes, by which the table is sorted.
 */
export async function countNewPersons(
  lake: LakeClient,
  journey: Journey,
  remembered: Set<number>,
  codes: readonly number[],
): Promise<number> {
  if (remembered.size > MOST_REMEMBERED) remembered.clear()
  const highest = journey.highestCodes[PERSON] ?? 0
  const persons = new Set(codes)
  const asked = [...persons].filter((code) => code <= highest && !remembered.has(code))
  for (const code of await readPersons(lake, journey, asked)) remembered.add(code)
  const added = [...persons].filter((code) => !remembered.has(code))
  for (const code of added) remembered.add(code)
  return added.length
}

async function readPersons(
  lake: LakeClient,
  journey: Journey,
  persons: readonly number[],
): Promise<readonly number[]> {
  if (persons.length === 0) return []
  const rows = await lake.query<{ person: number }>(sql`
    SELECT DISTINCT person FROM ${ident(journeyTable(journey))}
    PREWHERE person IN ${value(persons, 'Array(UInt32)')} WHERE ${rowsInState(journey)}`)
  return rows.map(({ person }) => person)
}
