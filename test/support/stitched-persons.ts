import type { LakeClient } from '../../src/lake/client.ts'
import { loadJourney } from '../../src/lake/journey/index.ts'
import { journeyTable, PERSON, valuesTable } from '../../src/lake/journey/journey.ts'
import { rowsInState } from '../../src/lake/journey/rows.ts'
import { ident, sql, value } from '../../src/lake/sql.ts'

/** The person of each row of a journey by the value of a numeric field; none is there twice. */
export async function readPersons(
  lake: LakeClient,
  connection: string,
  field: string,
): Promise<Readonly<Record<number, string>>> {
  const journey = (await loadJourney(lake, connection))!
  const number = journey.fields.find(({ path }) => path === field)!.storage
  const rows = await lake.query<{ n: number; who: string }>(sql`
    SELECT ${ident(number)} AS n, v.value AS who
    FROM (SELECT * FROM ${ident(journeyTable(journey))} WHERE ${rowsInState(journey)}) AS e
    INNER JOIN (SELECT * FROM ${ident(valuesTable(journey))} WHERE field = ${value(PERSON, 'UInt32')}) AS v
    ON e.person = v.code`)
  const persons = Object.fromEntries(rows.map(({ n, who }) => [n, who]))
  const found = [rows.length, Object.keys(persons).length, new Set(Object.values(persons)).size]
  const counted = [journey.events, journey.events, journey.persons]
  if (found.join() !== counted.join()) throw new Error(`found ${found}, counted ${counted}`)
  return persons
}
