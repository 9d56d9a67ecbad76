import type { LakeClient } from '../../lake/client.ts'
import { nameAside } from '../../lake/name-aside.ts'
import { allPlaces, printIntegers } from '../../lake/print-integers.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'

/** A condition that a column is one of some codes; always true where all are meant. */
export type IsNamed = (column: Sql) => Sql

export const isAmong = (column: Sql, codes: Uint32Array): Sql =>
  sql`${column} IN ${value([...codes], 'Array(UInt32)')}`

/** So many are bound to each statement; more are in a table in memory meanwhile, because chDB reads long arrays slowly. */
const MOST_BOUND = 1_000

/** Work with statements that name codes; null: all. */
export async function withNamed<T>(
  lake: LakeClient,
  codes: Uint32Array | null,
  work: (isNamed: IsNamed) => Promise<T>,
): Promise<T> {
  if (codes === null) return work(() => sql`1`)
  if (codes.length <= MOST_BOUND) return work((column) => isAmong(column, codes))
  const name = nameAside('codes')
  const table = lake.tableAside(name)
  await lake.commandAside(sql`CREATE TABLE ${table} (code UInt32) ENGINE = Memory`)
  try {
    await lake.insertAside(name, 'TabSeparated', printIntegers([codes], allPlaces(codes.length)))
    return await work((column) => sql`${column} IN (SELECT code FROM ${table})`)
  } finally {
    await lake.commandAside(sql`DROP TABLE IF EXISTS ${table} SYNC`)
  }
}
