import type { Durability } from './durability.ts'
import type { LakeMemory } from './memory.ts'
import type { KeyedQueue } from './queue.ts'
import type { Sql } from './sql.ts'

/**
 * A ClickHouse to talk to: chDB in this process (`openLake`) or a server (`connectLake`).
 * Every method rejects with a `LakeError` when ClickHouse refuses or cannot be reached.
 */
export interface LakeClient {
  /** `embedded`: chDB sees this machine's files. `server`: only what the server can reach. */
  readonly kind: 'embedded' | 'server'
  /** Of the tables that this client makes, and of their rows. */
  readonly durability: Durability
  /** A directory for files on their way in (uploads, rows put aside), made at open. */
  readonly scratchDir: string
  /** What changes a dataset, and refreshes of a connection, take turns here: `dataset web`. */
  readonly queue: KeyedQueue
  readonly memory: LakeMemory
  /**
   * Rows as objects. 64-bit integers come back as *strings* (`count()` too): cast to `UInt32` or
   * `Float64`, or read them with `Number`. Times come as ClickHouse text; ask for
   * `toUnixTimestamp64Milli` instead.
   */
  query<Row>(statement: Sql): Promise<Row[]>
  /** The answer in a ClickHouse format (`Native`, `Arrow`, `CSVWithNames` …), as it is. */
  bytes(statement: Sql, format: string): Promise<Uint8Array>
  /** A statement without an answer: DDL, INSERT … SELECT. Runs one at a time, in call order. */
  command(statement: Sql): Promise<void>
  /** The same about tables aside: it waits for no write, and none for it. */
  commandAside(statement: Sql): Promise<void>
  /** A table in memory that only the caller knows of; what is in it goes with the process. */
  tableAside(name: string): Sql
  /** How functions of ClickHouse name such a table: as a text. */
  pathAside(name: string): Sql
  /** Appends a payload to such a table. */
  insertAside(name: string, format: InsertFormat, payload: Uint8Array): Promise<void>
  /** Appends a payload in a text format; acknowledged once it is durable. */
  insertBytes(
    table: string,
    format: InsertFormat,
    payload: Uint8Array,
    columns?: readonly string[],
  ): Promise<void>
  close(): Promise<void>
}

export type InsertFormat = 'JSONEachRow' | 'JSONCompactEachRow' | 'CSV' | 'TabSeparated'

export interface LakeOptions {
  /** `disk` unless told. */
  readonly durability?: Durability | undefined
}
