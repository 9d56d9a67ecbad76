import type { LakeClient } from '../client.ts'
import { ident, type Sql, sql, value } from '../sql.ts'
import { readHighestCodes } from './dictionaries.ts'
import { type Journey, journeyTable, movesTable, valuesTable } from './journey.ts'
import { rowsInState } from './rows.ts'
import { hasMoved, selectWhoseTheyWere } from './stitching/moves.ts'

export interface Counts {
  readonly events: number
  readonly persons: number
  readonly firstTime: number | null
  readonly lastTime: number | null
}

/** The state with the counts that its readers will see. `before`: the state that it adds to. */
export async function measure(
  lake: LakeClient,
  journey: Journey,
  before: Journey,
): Promise<Journey> {
  const codes = await readHighestCodes(lake, valuesTable(journey))
  const values = await countValues(lake, journey, codes)
  const onlyAdds = journey.removed.length === 0 && journey.since === before.since
  const counts =
    onlyAdds && before.events > 0
      ? await countOn(lake, journey, before)
      : await count(lake, journey, rowsInState(journey), sql`uniqExact(person)`)
  return { ...journey, ...counts, values, highestCodes: codes }
}

/** The counts of the state before and what its rows have become, without reading all of them. */
export async function countOn(
  lake: LakeClient,
  journey: Journey,
  before: Journey,
): Promise<Counts> {
  const isNew = sql`_increment = ${value(journey.increment, 'UInt32')}`
  if (!hasMoved(journey, before))
    return plus(before, await count(lake, journey, isNew, newPersons(journey, isNew)))
  const isMoved = sql`since = ${value(journey.increment, 'UInt32')}`
  const touched = sql`
    SELECT person FROM ${ident(journeyTable(journey))} WHERE ${isNew}
    UNION ALL ${selectWhoseTheyWere(journey, isMoved)}`
  const added = await count(lake, journey, isNew, sql`0`)
  const [were, are] = await Promise.all(
    [before, journey].map((state) => countPersons(lake, state, touched)),
  )
  const moved = (journey.moved ?? 0) - (before.moved ?? 0)
  return plus(before, { ...added, events: added.events - moved, persons: are! - were! })
}

/** Those among some persons who have rows in a state. */
async function countPersons(lake: LakeClient, state: Journey, among: Sql): Promise<number> {
  const [found] = await lake.query<{ persons: number }>(sql`
    SELECT toFloat64(uniqExact(person)) AS persons FROM ${ident(journeyTable(state))}
    PREWHERE person IN (${among}) WHERE ${rowsInState(state)}`)
  return found!.persons
}

/** Whether the tables hold as many rows and values as when the state was measured. */
export async function isWhole(lake: LakeClient, journey: Journey): Promise<boolean> {
  return (await hasEvents(lake, journey)) && hasValues(lake, journey)
}

/** Rows and moves are told apart first; which row has moved is asked only where rows went otherwise, too. */
async function hasEvents(lake: LakeClient, journey: Journey): Promise<boolean> {
  if (journey.since === null && journey.removed.length === 0) {
    const { moved = 0 } = journey
    const [rows, moves] = await Promise.all([
      countUntil(lake, journeyTable(journey), sql`_increment`, journey),
      moved === 0 ? 0 : countUntil(lake, movesTable(journey)!, sql`since`, journey),
    ])
    if (moves === moved && rows === journey.events + moved) return true
  }
  const { events } = await count(lake, journey, rowsInState(journey), sql`0`)
  return events === journey.events
}

async function countUntil(
  lake: LakeClient,
  table: string,
  column: Sql,
  { increment }: Journey,
): Promise<number> {
  const [counted] = await lake.query<{ rows: number }>(sql`
    SELECT toFloat64(count()) AS rows FROM ${ident(table)}
    WHERE ${column} <= ${value(increment, 'UInt32')}`)
  return counted!.rows
}

/** Counted by their codes, which reads them: a damaged part still knows how many rows it had. */
async function hasValues(lake: LakeClient, journey: Journey): Promise<boolean> {
  const { values = null, highestCodes } = journey
  return values === null || values === (await countValues(lake, journey, highestCodes))
}

/** The values up to some codes: a refresh that was killed may have left others behind them. */
async function countValues(
  lake: LakeClient,
  journey: Journey,
  highest: Journey['highestCodes'],
): Promise<number> {
  const fields = Object.keys(highest).map(Number)
  const codes = fields.map((field) => highest[field]!)
  const last = sql`transform(field, ${value(fields, 'Array(UInt32)')}, ${value(codes, 'Array(UInt32)')}, toUInt32(0))`
  const [counted] = await lake.query<{ values: number }>(sql`
    SELECT toFloat64(countIf(code <= ${last})) AS values FROM ${ident(valuesTable(journey))}`)
  return counted!.values
}

async function count(lake: LakeClient, journey: Journey, rows: Sql, persons: Sql): Promise<Counts> {
  const [counts] = await lake.query<Counts>(sql`
    SELECT toFloat64(count()) AS events, toFloat64(${persons}) AS persons,
      toFloat64(minOrNull(time)) AS firstTime, toFloat64(maxOrNull(time)) AS lastTime
    FROM ${ident(journeyTable(journey))} WHERE ${rows}`)
  return counts!
}

/** Persons of the new rows that have no row before: looked for by their codes, not by a full scan. */
function newPersons(journey: Journey, isNew: Sql): Sql {
  const table = ident(journeyTable(journey))
  return sql`uniqExactIf(person, person NOT IN (
    SELECT person FROM ${table}
    WHERE _increment < ${value(journey.increment, 'UInt32')}
      AND person IN (SELECT person FROM ${table} WHERE ${isNew})))`
}

function plus(before: Counts, added: Counts): Counts {
  const least = [before.firstTime, added.firstTime].filter((time) => time !== null)
  const most = [before.lastTime, added.lastTime].filter((time) => time !== null)
  return {
    events: before.events + added.events,
    persons: before.persons + added.persons,
    firstTime: least.length === 0 ? null : Math.min(...least),
    lastTime: most.length === 0 ? null : Math.max(...most),
  }
}
