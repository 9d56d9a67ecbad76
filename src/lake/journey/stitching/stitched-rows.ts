import { ident, join, type Sql, sql, value } from '../../sql.ts'
import type { Coder } from '../encode.ts'
import type { Texts } from '../give-codes.ts'
import {
  codePersons,
  type Knowledge,
  lookUpOwners,
  nameInNumbers,
  ownerColumns,
  rowTime,
} from './owners.ts'
import type { Journey } from '../journey.ts'
import { codeNamespace, ownIdColumns } from './own-ids.ts'

/** Columns of a journey table with stitched datasets, besides the person: what it can be worked out from again. */
export const stitchedColumns = {
  /** Code of the id that the row knows its person by; 0: none. */
  known: sql`_known`,
  /** Code of that id's namespace. */
  knownNamespace: sql`_known_namespace`,
  /** Code of the persistent id; 0: none. */
  persistent: sql`_persistent`,
  /** Code of the namespace of the person. */
  namespace: sql`_namespace`,
} as const

/** Code of the id by which a row of a stitched dataset is known by itself; 0 in rows of others. */
export const ownId = sql`if(_known != 0, _known, _persistent)`

/** How they are declared. */
export const stitchedColumnTypes = sql`,
  _known UInt32, _known_namespace UInt8, _persistent UInt32, _namespace UInt8`

const { known, namespace, persistent } = ownIdColumns

/** Rows of a dataset with who their persons are. */
export interface PersonRows {
  /** FROM: all of them. */
  readonly rows: Sql
  /** What needs a code in the dictionary of persons. */
  readonly texts: Omit<Texts, 'field'>
  /** Of the journey table: the person, and what it is worked out from. */
  readonly columns: Sql
  /** `isLookup`: it knows every person of the journey, and finds each at once. */
  coded(codeOf: Coder, isLookup: boolean): CodedRows
}

interface CodedRows {
  /** FROM: those with a person, and what is joined to them. */
  readonly found: Sql
  readonly values: Sql
}

/** Rows that have an id of a person beside their owners, who their persons are then. */
export function stitchRows(
  journey: Journey,
  knowledge: Knowledge,
  rows: Sql,
  owners: Sql,
): PersonRows {
  const { input, stitching } = knowledge
  const { namespaces = [] } = journey
  const code = (name: string | null) => value(codeNamespace(namespaces, name), 'UInt8')
  // A graph owns both kinds of ids, each in its namespace; the rows of a dataset own persistent ones.
  const isGraph = stitching.graph !== null
  const key = isGraph
    ? {
        namespace: sql`if(${known} != '', ${namespace}, ${code(stitching.persistentNamespace)})`,
        id: sql`if(${known} != '', ${known}, ${persistent})`,
        code: sql`if(${known} != '', ${codes.known}, ${codes.persistent})`,
      }
    : {
        namespace: sql`toUInt8(0)`,
        id: sql`if(${known} != '', '', ${persistent})`,
        code: sql`if(${known} != '', 0, ${codes.persistent})`,
      }
  const target = stitching.graph?.target ?? input.namespace ?? null
  const isOwned = sql`${ownerColumns.person} != 0`
  const find = (codeOf: Coder): Sql => sql`${withCodes(rows, codeOf)}
    ASOF LEFT JOIN (${codePersons(journey, owners)}) AS _owners
    ON ${key.namespace} = _owners.${ownerColumns.namespace} AND ${key.id} = _owners.${ownerColumns.id}
      AND ${rowTime} >= _owners.${ownerColumns.start}`
  const lookUp = (codeOf: Coder): Sql => sql`${withCodes(rows, codeOf)}
    ASOF LEFT JOIN (${lookUpOwners(journey, owners, codeOf)}) AS _owners
    ON ${nameInNumbers(key.namespace, key.code)} = _owners.${ownerColumns.id}
      AND ${rowTime} >= _owners.${ownerColumns.start}`
  return {
    rows,
    texts: { text: sql`[${known}, ${persistent}]`, isList: true },
    columns: sql`person, ${join(Object.values(stitchedColumns))}`,
    coded: (codeOf, isLookup) => ({
      found: isLookup ? lookUp(codeOf) : find(codeOf),
      values: sql`
        multiIf(${isOwned}, ${ownerColumns.person}, ${known} != '', ${codes.known}, ${codes.persistent}),
        ${codes.known}, ${namespace}, ${codes.persistent},
        multiIf(${isOwned}, ${code(target)}, ${known} != '', ${namespace}, ${code(stitching.persistentNamespace)})`,
    }),
  }
}

/** Columns that `withCodes` adds; with the space in front they are no field's. */
const codes = { known: ident(' known code'), persistent: ident(' persistent code') } as const

/** FROM: rows with the codes of what they are called by. */
const withCodes = (rows: Sql, codeOf: Coder): Sql => sql`FROM (
  SELECT *, ${codeOf(sql`${known}`)} AS ${codes.known}, ${codeOf(sql`${persistent}`)} AS ${codes.persistent}
  ${rows}) AS _coded`
