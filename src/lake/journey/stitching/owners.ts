import { areChosen, type ChosenRows, listBatchesOf, nameTable } from '../../datasets/index.ts'
import { ident, type Sql, sql, value, whole } from '../../sql.ts'
import type { DatasetStitching, EventDataset } from '../fields.ts'
import type { Coder } from '../encode.ts'
import { isForgotten, selectUnstitched } from '../../unstitched.ts'
import { type Journey, PERSON, valuesTable } from '../journey.ts'
import type { StitchingGraph } from './graph.ts'
import { ownIdColumns, selectOwnIds } from './own-ids.ts'

/** What is known of the ids of a stitched dataset: its own rows, or a graph. */
export interface Knowledge {
  readonly input: EventDataset
  readonly stitching: DatasetStitching
  readonly graph: StitchingGraph | null
  readonly namespaces: readonly string[]
  readonly mostSwitches: number
  /** Of the dataset: those that were there before, and those that are arriving. */
  readonly batches: readonly number[]
  readonly arriving: ChosenRows
  /** What was asked already for all rows of a refresh, see `askOwners`. */
  readonly owners?: Sql
}

/** Time of a row of a dataset: UTC ms, Int64. */
export const rowTime = sql`toUnixTimestamp64Milli(_time)`

type RowKnowledge = Omit<Knowledge, 'graph' | 'mostSwitches'>

/** The sightings of persons; where somebody who was forgotten was or is seen, it is nobody: the empty text. */
export function selectSeen(knowledge: RowKnowledge, among: Sql | null, isReplay: boolean): Sql {
  const { input, stitching } = knowledge
  const asked = among === null ? sql`` : sql`AND id IN (${among})`
  const isNobody = isForgotten(input.dataset, input.namespace ?? '', sql`person`)
  return sql`
    SELECT id, at, if(${isNobody}, '', person) AS person, isNew
    FROM (SELECT id, at, person, isNew FROM (${selectSightings(knowledge, among, isReplay)}))
    UNION ALL
    SELECT id, time AS at, '' AS person, toUInt8(0) AS isNew
    FROM (${selectUnstitched({ dataset: input.dataset }, '')})
    WHERE namespace = ${value(stitching.persistentNamespace, 'String')} ${asked}`
}

/** Rows of the dataset that have a person beside their persistent id, see `selectFieldOwners`. */
export function selectSightings(
  { input, stitching, namespaces, batches, arriving }: RowKnowledge,
  among: Sql | null,
  isReplay: boolean,
): Sql {
  const { known, persistent } = ownIdColumns
  const all = [...new Set([...batches, ...listBatchesOf(arriving)])]
  const isNew = isReplay ? sql`0` : areChosen(arriving)
  const asked = among === null ? sql`` : sql`AND id IN (${among})`
  return sql`
    SELECT ${persistent} AS id, _at AS at, ${known} AS person, toUInt8(_is_new) AS isNew FROM (
      SELECT ${selectOwnIds(input, stitching, namespaces, null)}, ${rowTime} AS _at, ${isNew} AS _is_new
      FROM ${nameTable(input.dataset)} WHERE _batch IN ${value(all, 'Array(UInt32)')})
    WHERE id != '' AND person != '' ${asked}`
}

/** Columns of owners beside rows; with the space in front they are no field's. */
export const ownerColumns = {
  namespace: ident(' owner in'),
  id: ident(' owner of'),
  start: ident(' owner from'),
  person: ident(' owner'),
} as const

/** Codes and values of the persons. */
const selectPersons = (journey: Journey): Sql => sql`
  SELECT code, value FROM ${ident(valuesTable(journey))} WHERE field = ${value(PERSON, 'UInt32')}`

/** Code of a namespace that no rows of the journey have. */
export const OTHER_NAMESPACE = 255

/** Owners whose persons are codes of the journey's dictionary, 0 is nobody, and whose namespaces are those of the journey. */
export function codePersons(journey: Journey, owners: Sql): Sql {
  const { namespace, id, start, person } = ownerColumns
  return sql`
    SELECT ${codeOwnerNamespace(journey)} AS ${namespace}, o.id AS ${id}, o.start AS ${start}, v.code AS ${person}
    FROM (${selectPersons(journey)}) AS v RIGHT JOIN (${owners}) AS o ON v.value = o.person`
}

/** The same by a lookup of every person of the journey: of ids that rows have, as `nameInNumbers` makes one number of them. */
export function lookUpOwners(journey: Journey, owners: Sql, codeOf: Coder): Sql {
  const { id, start, person } = ownerColumns
  return sql`
    SELECT ${nameInNumbers(sql`_owner_in`, sql`_owner_of`)} AS ${id}, start AS ${start}, _owner AS ${person}
    FROM (
      SELECT ${codeOwnerNamespace(journey)} AS _owner_in, ${codeOf(sql`o.id`)} AS _owner_of, o.start AS start,
        ${codeOf(sql`o.person`)} AS _owner
      FROM (${owners}) AS o)
    WHERE _owner_of != 0`
}

/** One number of the codes of a namespace and an id. */
export const nameInNumbers = (namespace: Sql, id: Sql): Sql =>
  sql`bitOr(bitShiftLeft(toUInt64(${namespace}), 32), toUInt64(${id}))`

function codeOwnerNamespace({ namespaces = [] }: Journey): Sql {
  const codes = namespaces.map((_, index) => index + 1)
  return sql`transform(o.namespace, ${value([...namespaces, ''], 'Array(String)')},
    ${value([...codes, 0], 'Array(UInt8)')}, toUInt8(${whole(OTHER_NAMESPACE)}))`
}

/** The same, and their ids are codes, too. */
export function codeOwners(journey: Journey, owners: Sql): Sql {
  const { namespace, id, start, person } = ownerColumns
  return sql`
    SELECT ${namespace} AS _owner_in, v.code AS _owner_of, ${start} AS _owner_from, ${person} AS _owner
    FROM (${selectPersons(journey)}) AS v
    INNER JOIN (${codePersons(journey, owners)}) AS o ON v.value = o.${id}`
}
