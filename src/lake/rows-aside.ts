import type { LakeClient } from './client.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { nameAside } from './name-aside.ts'
import { ident, join, type Sql, sql } from './sql.ts'

/** A number, a text, or a list of such. */
export type Cell = number | bigint | string | readonly Cell[]

/**
 * Does something with rows that are in a table in memory as long as that takes: to bind so many values to a statement
 * takes ClickHouse (chDB 3.4) five times as long. The columns are `c1`, `c2` and so on; `types` are ClickHouse's.
 */
export async function withRowsAside<T>(
  lake: LakeClient,
  types: readonly Sql[],
  rows: readonly (readonly Cell[])[],
  work: (table: Sql) => Promise<T>,
): Promise<T> {
  const name = nameAside('rows')
  const table = lake.tableAside(name)
  const columns = types.map((type, at) => sql`${columnAside(at)} ${type}`)
  await lake.commandAside(sql`CREATE TABLE ${table} (${join(columns)}) ENGINE = Memory`)
  try {
    const lines: string[] = []
    for (const row of rows) {
      lines.push(print(row))
      await letOthersIn()
    }
    await lake.insertAside(name, 'JSONCompactEachRow', Buffer.from(lines.join('\n')))
    return await work(table)
  } finally {
    await lake.commandAside(sql`DROP TABLE IF EXISTS ${table} SYNC`)
  }
}

/** The column at a place, counted from 0. */
export const columnAside = (at: number): Sql => ident(`c${at + 1}`)

function print(cell: Cell): string {
  if (typeof cell === 'string') return JSON.stringify(cell.toWellFormed())
  return typeof cell === 'object' ? `[${cell.map(print).join(',')}]` : String(cell)
}
