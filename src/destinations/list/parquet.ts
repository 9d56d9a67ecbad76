import { getOwn } from '../../model/own.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, literal, sql } from '../../lake/sql.ts'
import type { PeopleColumn, PeopleList } from './people-list.ts'

/**
 * Times as such, ids as lists; an attribute is a number or a truth value where all of its values are, else text.
 * Columns without any value are left out: nothing says what they are.
 */
export async function writeParquet(lake: LakeClient, list: PeopleList): Promise<Uint8Array> {
  const columns = list.columns.flatMap((column) => {
    const type = typeOf(column, list)
    return type === undefined ? [] : [{ ...column, type }]
  })
  const structure = columns.map(({ name, type }) => `${ident(name).parts.join('')} ${type}`)
  const lines = list.changes.map((change) =>
    JSON.stringify(
      Object.fromEntries(columns.map(({ name, read, type }) => [name, fit(read(change), type)])),
    ),
  )
  const rows = sql`format(JSONEachRow, ${literal(structure.join(', '))}, ${literal(lines.join('\n'))})`
  return lake.bytes(
    sql`SELECT * FROM ${rows} SETTINGS date_time_input_format = 'best_effort'`,
    'Parquet',
  )
}

const factTypes: Readonly<Record<string, string>> = {
  person: 'String',
  status: 'String',
  at: `DateTime64(3, 'UTC')`,
  epoch: 'Int64',
}

const TEXT = 'Nullable(String)'

function typeOf({ name, read, isIdentity }: PeopleColumn, { changes }: PeopleList) {
  if (isIdentity) return 'Array(String)'
  if (Object.hasOwn(factTypes, name)) return getOwn(factTypes, name)
  const kinds = new Set(changes.map((change) => kindOf(read(change))))
  kinds.delete('none')
  if (kinds.size === 0) return undefined
  if (kinds.size > 1) return TEXT
  return kinds.has('number') ? 'Nullable(Float64)' : kinds.has('boolean') ? 'Nullable(Bool)' : TEXT
}

const kindOf = (cell: unknown): string =>
  cell === null || cell === undefined ? 'none' : typeof cell

const fit = (cell: unknown, type: string): unknown => {
  const isText = type !== TEXT || typeof cell === 'string' || cell === null || cell === undefined
  return isText ? cell : typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}
