import type { LakeClient } from '../../client.ts'
import { type Sql, sql } from '../../sql.ts'
import { addValues, readHighestCodes } from '../dictionaries.ts'
import { type Journey, ownersTable, PERSON, valuesTable } from '../journey.ts'
import { selectFieldOwners } from './field-owners.ts'
import type { AskedOwners, StitchingGraph } from './graph.ts'
import { type Knowledge, selectSeen } from './owners.ts'

/**
 * Who rows belong to by their id and time, see `StitchingGraph`, as a query that may be used several times. What a
 * graph says, or was asked before, is kept in a table until the next ask or `forgetOwners`; persons that only a graph knows get their codes.
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
  const { stitching, graph, mostSwitches, owners } = knowledge
  if (owners !== undefined) return owners
  if (graph === null) return selectFieldOwners(selectSeen(knowledge, among, isReplay), mostSwitches)
  return keepOwnersOf(lake, journey, graph, { target: stitching.graph!.target, among })
}

/** The same of one graph. `number`: of its table, where several are asked. */
export async function keepOwnersOf(
  lake: LakeClient,
  journey: Journey,
  graph: StitchingGraph,
  asked: AskedOwners,
  number = 0,
): Promise<Sql> {
  const kept = await askGraph(lake, journey, graph, asked, number)
  await addPersons(lake, journey, kept)
  return kept
}

/** The same without codes for persons. */
export const askGraph = (
  lake: LakeClient,
  journey: Journey,
  graph: StitchingGraph,
  asked: AskedOwners,
  number = 0,
): Promise<Sql> => keep(lake, journey, number, (table) => graph.writeOwners(lake, asked, table))

/** The same of what the rows of a dataset say: `owners` as `selectFieldOwners` gives them. */
export const keepFieldOwners = (
  lake: LakeClient,
  journey: Journey,
  owners: Sql,
  number: number,
): Promise<Sql> =>
  keep(lake, journey, number, (table) =>
    lake.commandAside(sql`
      INSERT INTO ${table} (namespace, id, start, person)
      SELECT namespace, id, start, person FROM (${owners})`),
  )

async function keep(
  lake: LakeClient,
  journey: Journey,
  number: number,
  write: (table: Sql) => Promise<void>,
): Promise<Sql> {
  const table = lake.tableAside(ownersTable(journey, number))
  await dropTable(lake, journey, number)
  await lake.commandAside(sql`
    CREATE TABLE ${table} (namespace String, id String, start Int64, person String) ENGINE = Memory`)
  await write(table)
  return sql`SELECT namespace, id, start, person FROM ${table}`
}

/** Gives the memory of kept owners back. `count`: of questions that may have been asked. */
export async function forgetOwners(
  lake: LakeClient,
  journey: Pick<Journey, 'connection' | 'generation'>,
  count = 1,
): Promise<void> {
  for (let number = 0; number < count; number++) await dropTable(lake, journey, number)
}

const dropTable = (
  lake: LakeClient,
  journey: Pick<Journey, 'connection' | 'generation'>,
  number: number,
): Promise<void> =>
  lake.commandAside(sql`DROP TABLE IF EXISTS ${lake.tableAside(ownersTable(journey, number))} SYNC`)

/** Codes for persons that no row of the journey may be called by. */
async function addPersons(lake: LakeClient, journey: Journey, owners: Sql): Promise<void> {
  const table = valuesTable(journey)
  const highest = await readHighestCodes(lake, table)
  const persons = sql`SELECT person AS v FROM (${owners})`
  await addValues(lake, table, PERSON, highest[PERSON] ?? 0, persons)
}
