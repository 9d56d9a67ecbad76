import type { LakeClient } from '../../client.ts'
import { ident, join, type Sql, sql, value } from '../../sql.ts'
import { type Journey, journeyTable, PERSON, valuesTable } from '../journey.ts'
import { isRemoved, rowsInState } from '../rows.ts'
import { moveRows } from './moves.ts'
import { codeNamespace } from './own-ids.ts'
import { keepOwners } from './kept-owners.ts'
import { codeOwners, type Knowledge } from './owners.ts'
import { ownId } from './stitched-rows.ts'

/** Which rows of a dataset are stitched again. */
export interface RestitchScope {
  /** UTC ms; null: however old they are. */
  readonly since: number | null
  /** Only rows of ids of which something new may be known; null: all. */
  readonly touched: Touched | null
  /** Whether rows may have been stitched by another method before: also those that know their person. */
  readonly isOfOtherMethod?: boolean
}

/** Ids as texts (a query of `id`), and as codes of the journey's persons. */
export interface Touched {
  readonly texts: Sql
  readonly codes: Sql
}

/** Ids of rows that a refresh adds and takes out. */
export function touchedByBatches(journey: Journey, dataset: number): Touched {
  const gone = journey.removed.filter((each) => each.dataset === dataset)
  const isChanged = join(
    [
      sql`_increment = ${value(journey.increment, 'UInt32')}`,
      ...gone.map((batches) => sql`(${isRemoved(journey, batches)})`),
    ],
    sql` OR `,
  )
  const codes = sql`
    SELECT _persistent FROM ${ident(journeyTable(journey))}
    WHERE dataset = ${value(dataset, 'UInt8')} AND _persistent != 0 AND (${isChanged})`
  return { codes, texts: selectTexts(journey, codes) }
}

/** Ids whose owners a graph has changed. */
export function touchedByGraph(journey: Journey, changed: Sql): Touched {
  const texts = sql`SELECT id FROM (${changed})`
  const codes = sql`
    SELECT code FROM ${ident(valuesTable(journey))}
    WHERE field = ${value(PERSON, 'UInt32')} AND value IN (${texts})`
  return { texts, codes }
}

const selectTexts = (journey: Journey, codes: Sql): Sql => sql`
  SELECT value AS id FROM ${ident(valuesTable(journey))}
  WHERE field = ${value(PERSON, 'UInt32')} AND code IN (${codes})`

/**
 * Gives rows of a dataset that were there before the persons that they belong to by what is known now,
 * and says how many have got another one. `dataset`: its code.
 */
export async function restitch(
  lake: LakeClient,
  journey: Journey,
  dataset: number,
  knowledge: Knowledge,
  scope: RestitchScope,
): Promise<number> {
  const owners = await keepOwners(lake, journey, knowledge, scope.touched?.texts ?? null, true)
  return restitchBy(lake, journey, dataset, knowledge, scope, codeOwners(journey, owners))
}

/** The same where it is known already whose they are: `owners` as `codeOwners` gives them. */
export const restitchBy = (
  lake: LakeClient,
  journey: Journey,
  dataset: number,
  knowledge: Pick<Knowledge, 'input' | 'stitching'>,
  scope: Pick<RestitchScope, 'since' | 'isOfOtherMethod'> & {
    readonly touched: Pick<Touched, 'codes'> | null
  },
  owners: Sql,
): Promise<number> =>
  moveRows(lake, journey, dataset, selectMoves(journey, dataset, knowledge, scope, owners))

/** No owner is of it: who is known is who they are. */
const noNamespace = sql`toUInt8(254)`

function selectMoves(
  journey: Journey,
  dataset: number,
  { input, stitching }: Parameters<typeof restitchBy>[3],
  { since, touched, isOfOtherMethod = false }: Parameters<typeof restitchBy>[4],
  owners: Sql,
): Sql {
  const { namespaces = [] } = journey
  const code = (name: string | null) => value(codeNamespace(namespaces, name), 'UInt8')
  const isField = stitching.graph === null
  const target = stitching.graph?.target ?? input.namespace ?? null
  const conditions = [
    rowsInState(journey),
    sql`_increment < ${value(journey.increment, 'UInt32')}`,
    sql`dataset = ${value(dataset, 'UInt8')}`,
    ...(isField && !isOfOtherMethod ? [sql`_known = 0`] : []),
    ...(since === null ? [] : [sql`time >= ${value(since, 'Int64')}`]),
  ]
  // Few rows are concerned: the other columns are read of these alone.
  const ofTouched = touched === null ? sql`` : sql`PREWHERE ${ownId} IN (${touched.codes})`
  const [knownIn, persistentIn] = isField
    ? [noNamespace, sql`toUInt8(0)`]
    : [sql`_known_namespace`, code(stitching.persistentNamespace)]
  return sql`
    SELECT row, increment, next AS person, next_namespace AS namespace, before AS was FROM (
      SELECT e.row AS row, e._increment AS increment,
        e.person AS before, e._namespace AS namespace_before,
        if(o._owner != 0, o._owner, e._id) AS next,
        multiIf(o._owner != 0, ${code(target)}, e._known != 0, e._known_namespace,
          ${code(stitching.persistentNamespace)}) AS next_namespace
      FROM (
        SELECT row, _increment, time, person, _namespace, _known, _known_namespace,
          ${ownId} AS _id,
          if(_known != 0, ${knownIn}, ${persistentIn}) AS _in
        FROM ${ident(journeyTable(journey))} ${ofTouched} WHERE ${join(conditions, sql` AND `)}) AS e
      ASOF LEFT JOIN (${owners}) AS o
      ON e._in = o._owner_in AND e._id = o._owner_of AND e.time >= o._owner_from)
    WHERE next != before OR next_namespace != namespace_before`
}
