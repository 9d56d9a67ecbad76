import { getOwn } from '../model/own.ts'
import { identColumn, nameTable } from '../lake/datasets/index.ts'
import { type Journey, listTexts } from '../lake/journey/index.ts'
import { ident, join, type Sql, sql, value } from '../lake/sql.ts'
import type { Ground, ProfileDataset } from './ground.ts'
import type { AttributeValue, Candidate } from './rules/candidate.ts'
import { isoTime } from './read-events.ts'

/** A row of a profile dataset. */
export interface ProfileRow {
  readonly dataset: ProfileDataset
  readonly key: string
  /** ISO 8601 in UTC: of the row, or of its arrival. */
  readonly at: string
  /** Identities that it carries beside its key. */
  readonly carries: readonly { readonly namespace: string; readonly id: string }[]
  readonly candidates: readonly Candidate[]
}

type JoinedField = Journey['joined'][number]['fields'][number]

/** Plain fields and lists of plain values: what can be an attribute. */
const listAttributes = ({ joined, timestamp, isStateOnly }: ProfileDataset) =>
  joined.fields.filter(
    ({ path, lists = [] }) =>
      (lists.length === 0 || (lists.length === 1 && lists[0] === path)) &&
      !(isStateOnly && path === timestamp),
  )

const isTime = ({ type }: JoinedField): boolean => type === 'timestamp' || type === 'date'

const selectScalar = (each: Sql, field: JoinedField): Sql => {
  if (isTime(field)) return sql`toFloat64(toUnixTimestamp64Milli(toDateTime64(${each}, 3, 'UTC')))`
  return each
}

function selectField(field: JoinedField): Sql {
  const column = identColumn(field.path)
  if ((field.lists ?? []).length === 0) return selectScalar(column, field)
  return sql`arrayMap(each -> ${selectScalar(sql`each`, field)}, ${column})`
}

/** The text of a plain field of a row; empty where it has none. */
export const plainText = (path: string, type: JoinedField['type']): Sql =>
  sql`arrayElement(${listTexts({ path, type, lists: [], steps: [path] })}, 1)`

export const keyText = ({ joined }: ProfileDataset): Sql => plainText(joined.key, joined.keyType)

/** The rows of the dataset that the journey reads. */
export const rowsOfState = ({ joined }: ProfileDataset): Sql => sql`
  FROM ${nameTable(joined.dataset)} WHERE _batch IN ${value(joined.batches, 'Array(UInt32)')}`

/** The rows whose keys are among the texts. */
export async function readProfileRows(
  { lake }: Ground,
  dataset: ProfileDataset,
  keys: readonly string[],
): Promise<readonly ProfileRow[]> {
  if (keys.length === 0) return []
  const fields = listAttributes(dataset)
  const key = keyText(dataset)
  const typeOf = (field: string) => dataset.joined.fields.find(({ path }) => path === field)!.type
  const carried = dataset.identities.map(({ path }) => plainText(path, typeOf(path)))
  const time =
    dataset.timestamp === null
      ? sql`NULL`
      : sql`toUnixTimestamp64Milli(toDateTime64(${identColumn(dataset.timestamp)}, 3, 'UTC'))`
  const columns = [
    sql`${key} AS ${named('key')}`,
    sql`toFloat64(toUnixTimestamp64Milli(_ingested_at)) AS ${named('arrived')}`,
    sql`toFloat64(_row) AS ${named('arrival')}`,
    sql`toFloat64(${time}) AS ${named('time')}`,
    ...carried.map((text, index) => sql`${text} AS ${named('carried', index)}`),
    ...fields.map((field, index) => sql`${selectField(field)} AS ${named('field', index)}`),
  ]
  const only = dataset.isStateOnly ? sql`ORDER BY _row DESC LIMIT 1 BY ${key}` : sql``
  const rows = await lake.query<Record<string, unknown>>(sql`
    SELECT ${join(columns)} ${rowsOfState(dataset)}
      AND ${key} IN ${value(keys, 'Array(String)')} ${only}`)
  return rows.map((row) => readRow(dataset, fields, row))
}

/** No field has a column of such a name. */
const named = (what: string, index = 0): Sql => ident(nameOf(what, index))
const nameOf = (what: string, index = 0): string => `out:${what}${index}`

function readRow(
  dataset: ProfileDataset,
  fields: readonly JoinedField[],
  row: Readonly<Record<string, unknown>>,
): ProfileRow {
  const own = getOwn(row, nameOf('time')) as number | null
  const time = own ?? (getOwn(row, nameOf('arrived')) as number)
  const arrival = own === null ? (getOwn(row, nameOf('arrival')) as number) : null
  const candidates = fields.flatMap((field, index): Candidate[] => {
    const found = readValue(field, getOwn(row, nameOf('field', index)))
    const place = { from: dataset.joined.dataset, field: field.path, time, arrival }
    return found === null ? [] : [{ value: found, ...place }]
  })
  const carries = dataset.identities.flatMap(({ namespace }, index) => {
    const id = getOwn(row, nameOf('carried', index)) as string
    return id === '' ? [] : [{ namespace, id }]
  })
  return {
    dataset,
    key: getOwn(row, nameOf('key')) as string,
    at: isoTime(time),
    carries,
    candidates,
  }
}

/** Null where there is no value: empty texts and lists are none. */
function readValue(field: JoinedField, found: unknown): AttributeValue | null {
  if (found === null || found === undefined || found === '') return null
  if (Array.isArray(found)) {
    const values = found.flatMap((each) => readValue({ ...field, lists: [] }, each) ?? [])
    return values.length === 0 ? null : values
  }
  if (field.type === 'timestamp') return isoTime(found as number)
  if (field.type === 'date') return isoTime(found as number).slice(0, 10)
  return found as AttributeValue
}
