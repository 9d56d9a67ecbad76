import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql } from '../../lake/sql.ts'
import { nameScratchTable, type Tables } from './state.ts'

/** Keeps what a query answers in memory, in a table of the columns given, and tells its name. */
export type Keep = (columns: Sql, query: Sql) => Promise<Sql>

/** Numbers of tables that nobody uses, by lake and name of the space's tables: none of them is there. */
const free = new WeakMap<LakeClient, Map<string, number[]>>()

/**
 * Work in steps: each is a query of its own, because ClickHouse takes longer to plan one of many parts than to answer
 * them. The tables are gone afterwards; those of a process that was killed went with it, or are empty and go with their space.
 */
export async function withScratch<T>(
  lake: LakeClient,
  tables: Tables,
  work: (keep: Keep) => Promise<T>,
): Promise<T> {
  const numbers = freeNumbers(lake, tables)
  const kept: number[] = []
  const name = (number: number) => lake.tableAside(nameScratchTable(tables, number))
  try {
    return await work(async (columns, query) => {
      const number = numbers.pop() ?? (await makeNumber(lake, tables))
      kept.push(number)
      await lake.commandAside(sql`CREATE TABLE ${name(number)} (${columns}) ENGINE = Memory`)
      await lake.commandAside(sql`INSERT INTO ${name(number)} ${query}`)
      return name(number)
    })
  } finally {
    for (const number of kept) {
      await lake.commandAside(sql`DROP TABLE IF EXISTS ${name(number)} SYNC`)
      numbers.push(number)
    }
  }
}

let made = 0

/** What a killed process left under the number goes first. */
async function makeNumber(lake: LakeClient, tables: Tables): Promise<number> {
  const number = (made += 1)
  await lake.commandAside(
    sql`DROP TABLE IF EXISTS ${lake.tableAside(nameScratchTable(tables, number))} SYNC`,
  )
  return number
}

function freeNumbers(lake: LakeClient, tables: Tables): number[] {
  const all = free.get(lake) ?? new Map<string, number[]>()
  free.set(lake, all)
  const key = nameScratchTable(tables, 0)
  const numbers = all.get(key) ?? []
  all.set(key, numbers)
  return numbers
}
