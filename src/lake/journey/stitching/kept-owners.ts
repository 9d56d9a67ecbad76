import type { LakeClient } from '../../client.ts'
import { ident, type Sql, sql } from '../../sql.ts'
import { addValues, readHighestCodes } from '../dictionaries.ts'
import { type Journey, ownersTable, PERSON, valuesTable } from '../journey.ts'
import { selectFieldOwners } from './field-owners.ts'
import { type Knowledge, selectSeen } from './owners.ts'

/**
 * Who rows belong to by their id and time, see `StitchingGraph`, as a query that may be used several times. What a
 * graph says is kept in a table until the next ask or `forgetOwners`; persons that only a graph knows get their codes.
 * `among`: a query of persistent ids that are asked for, null: of all. `isReplay`: what is arriving now is known for
 * times before, too.
 */
export async function keepOwners(
  lake: LakeClient,
  journey: Journey,
  knowledge: Knowledge,
  among: Sql | null,
  isReplay: boolean,
): Promise<Sql> {
  const { stitching, graph, mostSwitches } = knowledge
  if (graph === null) return selectFieldOwners(selectSeen(knowledge, among, isReplay), mostSwitches)
  await forgetOwners(lake, journey)
  const table = ident(ownersTable(journey))
  await lake.command(sql`
    CREATE TABLE ${table} (namespace String, id String, start Int64, person String) ENGINE = Memory`)
  await graph.writeOwners(lake, { target: stitching.graph!.target, among }, table)
  const kept = sql`SELECT namespace, id, start, person FROM ${table}`
  await addPersons(lake, journey, kept)
  return kept
}

/** Gives the memory of kept owners back. */
export const forgetOwners = (lake: LakeClient, journey: Journey): Promise<void> =>
  lake.command(sql`DROP TABLE IF EXISTS ${ident(ownersTable(journey))} SYNC`)

/** Codes for persons that no row of the journey may be called by. */
async function addPersons(lake: LakeClient, journey: Journey, owners: Sql): Promise<void> {
  const table = valuesTable(journey)
  const highest = await readHighestCodes(lake, table)
  const persons = sql`SELECT person AS v FROM (${owners})`
  await addValues(lake, table, PERSON, highest[PERSON] ?? 0, persons)
}
