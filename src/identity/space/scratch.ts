import type { LakeClient } from '../../lake/client.ts'
import { ident, type Sql, sql } from '../../lake/sql.ts'
import { nameScratchTable, type Tables } from './state.ts'

/** Keeps what a query answers in memory, in a table of the columns given, and tells its name. */
export type Keep = (columns: Sql, query: Sql) => Promise<Sql>

let used = 0

/**
 * Work in steps: each is a query of its own, because ClickHouse takes longer to plan one of many parts than to answer
 * them. The tables are gone afterwards; those of a process that was killed are empty, and go with their space.
 */
export async function withScratch<T>(
  lake: LakeClient,
  tables: Tables,
  work: (keep: Keep) => Promise<T>,
): Promise<T> {
  const kept: Sql[] = []
  try {
    return await work(async (columns, query) => {
      const table = ident(nameScratchTable(tables, (used += 1)))
      await lake.command(sql`DROP TABLE IF EXISTS ${table} SYNC`)
      kept.push(table)
      await lake.command(sql`CREATE TABLE ${table} (${columns}) ENGINE = Memory`)
      await lake.command(sql`INSERT INTO ${table} ${query}`)
      return table
    })
  } finally {
    for (const table of kept) await lake.command(sql`DROP TABLE IF EXISTS ${table} SYNC`)
  }
}
