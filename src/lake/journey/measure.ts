import type { LakeClient } from '../client.ts'
import { ident, type Sql, sql, value } from '../sql.ts'
import { readHighestCodes } from './dictionaries.ts'
import { type Journey, journeyTable, valuesTable } from './journey.ts'
import { rowsInState } from './rows.ts'

interface Counts {
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
  const onlyAdds = journey.removed.length === 0 && journey.since === before.since
  const isNew = sql`_increment = ${value(journey.increment, 'UInt32')}`
  const counts =
    onlyAdds && before.events > 0
      ? plus(before, await count(lake, journey, isNew, newPersons(journey, isNew)))
      : await count(lake, journey, rowsInState(journey), sql`uniqExact(person)`)
  return { ...journey, ...counts, highestCodes: codes }
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
