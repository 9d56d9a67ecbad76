import type { LakeClient } from '../../client.ts'
import { ident, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, PERSON } from '../journey.ts'

/** Beyond so many persons, how many events they have is forgotten. */
const MOST_REMEMBERED = 200_000

export interface PersonEvents {
  /** How many persons had no event before. */
  readonly added: number
  /** The most events that one of the persons has now. */
  readonly most: number
}

/**
 * Counts the events of the persons of new rows, one code per row, those of these rows included. Who had events
 * lately is remembered; others are looked for by their codes, by which the table is sorted.
 */
export async function countPersons(
  lake: LakeClient,
  journey: Journey,
  remembered: Map<number, number>,
  rows: readonly number[],
): Promise<PersonEvents> {
  if (remembered.size > MOST_REMEMBERED) remembered.clear()
  const highest = journey.highestCodes[PERSON] ?? 0
  const persons = new Set(rows)
  const asked = [...persons].filter((code) => code <= highest && !remembered.has(code))
  for (const { person, events } of await readEvents(lake, journey, asked)) {
    remembered.set(person, events)
  }
  const added = [...persons].filter((code) => !remembered.has(code)).length
  let most = 0
  for (const code of rows) {
    const events = (remembered.get(code) ?? 0) + 1
    remembered.set(code, events)
    most = Math.max(most, events)
  }
  return { added, most }
}

async function readEvents(
  lake: LakeClient,
  journey: Journey,
  persons: readonly number[],
): Promise<readonly { readonly person: number; readonly events: number }[]> {
  if (persons.length === 0) return []
  return lake.query(sql`
    SELECT person, toFloat64(count()) AS events FROM ${ident(journeyTable(journey))}
    WHERE person IN ${value(persons, 'Array(UInt32)')}
      AND _increment <= ${value(journey.increment, 'UInt32')}
    GROUP BY person`)
}
