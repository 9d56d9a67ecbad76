import type { LakeClient } from './client.ts'
import { nameAside } from './name-aside.ts'
import { type Sql, sql } from './sql.ts'

/** A table in memory that tells numbers by texts. */
export interface LookupAside {
  /** Adds what a query has: a text, and a number that is not 0. A text that is there already keeps its own. */
  add(rows: Sql): Promise<void>
  /** The number of a text; 0 where it has none. */
  numberOf(text: Sql): Sql
}

/**
 * Work with lookups, which are gone afterwards. For millions of texts: `transform` with five million in constant arrays
 * takes ClickHouse 26.7 four seconds before the first row, to fill such a table 0.7; each row takes a little longer then.
 */
export async function withLookupsAside<T>(
  lake: LakeClient,
  work: (open: () => Promise<LookupAside>) => Promise<T>,
): Promise<T> {
  const opened: Sql[] = []
  try {
    return await work(async () => {
      const name = nameAside('lookup')
      const table = lake.tableAside(name)
      await lake.commandAside(sql`
        CREATE TABLE ${table} (text String, number UInt32) ENGINE = Join(ANY, LEFT, text)
        SETTINGS persistent = 0`)
      opened.push(table)
      const path = lake.pathAside(name)
      return {
        add: (rows) => lake.commandAside(sql`INSERT INTO ${table} (text, number) ${rows}`),
        numberOf: (text) => sql`joinGet(${path}, 'number', ${text})`,
      }
    })
  } finally {
    for (const table of opened) {
      await lake.commandAside(sql`DROP TABLE IF EXISTS ${table} SYNC`)
    }
  }
}
