import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ClickHouseClient, createClient } from '@clickhouse/client'
import type { InsertFormat, LakeClient, LakeOptions } from './client.ts'
import type { Durability } from './durability.ts'
import { asLakeError } from './lake-error.ts'
import { noMemory } from './memory.ts'
import { KeyedQueue, Queue } from './queue.ts'
import { compile, ident, literal, join as joined, type Sql, sql } from './sql.ts'
import { statementSettings } from './statement-settings.ts'

/** Where a ClickHouse server answers HTTP. */
export interface LakeServer {
  readonly url: string
  readonly username?: string
  readonly password?: string
  readonly database?: string
}

/** Connects to a ClickHouse server; the same interface as the embedded lake. */
export async function connectLake(
  server: LakeServer,
  { durability = 'disk' }: LakeOptions = {},
): Promise<LakeClient> {
  const scratchDir = await mkdtemp(join(tmpdir(), 'throughline-'))
  const client = createClient({
    ...server,
    clickhouse_settings: statementSettings,
  })
  return new ServerLake(client, { durability, scratchDir })
}

class ServerLake implements LakeClient {
  readonly kind = 'server'
  readonly queue = new KeyedQueue()
  readonly memory = noMemory
  readonly durability: Durability
  readonly scratchDir: string
  readonly #client: ClickHouseClient
  readonly #writes = new Queue()

  constructor(
    client: ClickHouseClient,
    { durability, scratchDir }: Pick<LakeClient, 'durability' | 'scratchDir'>,
  ) {
    this.#client = client
    this.durability = durability
    this.scratchDir = scratchDir
  }

  async query<Row>(statement: Sql): Promise<Row[]> {
    const { text, params } = compile(statement)
    try {
      const answer = await this.#client.query({
        query: text,
        query_params: params,
        format: 'JSONEachRow',
      })
      return await answer.json<Row>()
    } catch (thrown) {
      throw asLakeError(thrown)
    }
  }

  async bytes(statement: Sql, format: string): Promise<Uint8Array> {
    const { text, params } = compile(statement)
    try {
      const query = `${text} FORMAT ${format}`
      const answer = await this.#client.exec({ query, query_params: params })
      return await buffer(answer.stream)
    } catch (thrown) {
      throw asLakeError(thrown)
    }
  }

  command(statement: Sql): Promise<void> {
    const { text, params } = compile(statement)
    return this.#write(async () => {
      await this.#client.command({ query: text, query_params: params })
    })
  }

  async commandAside(statement: Sql): Promise<void> {
    const { text, params } = compile(statement)
    try {
      await this.#client.command({ query: text, query_params: params })
    } catch (thrown) {
      throw asLakeError(thrown)
    }
  }

  /** A server need not allow its users databases: what a killed process leaves has the name of its table. */
  tableAside(name: string): Sql {
    return ident(name)
  }

  pathAside(name: string): Sql {
    return literal(name)
  }

  insertAside(...[name, format, payload]: Parameters<LakeClient['insertAside']>): Promise<void> {
    return this.insertBytes(name, format, payload)
  }

  insertBytes(...[table, format, payload, columns]: Parameters<LakeClient['insertBytes']>) {
    if (payload.length === 0) return Promise.resolve()
    const query = insertText(table, format, columns)
    return this.#write(async () => {
      const answer = await this.#client.exec({ query, values: Readable.from([payload]) })
      answer.stream.resume()
    })
  }

  async close(): Promise<void> {
    await this.#writes.settled()
    await this.#client.close()
    await rm(this.scratchDir, { recursive: true, force: true })
  }

  #write(work: () => Promise<void>): Promise<void> {
    return this.#writes.run(work).catch((thrown: unknown) => {
      throw asLakeError(thrown)
    })
  }
}

function insertText(table: string, format: InsertFormat, columns?: readonly string[]): string {
  const names = columns === undefined ? sql`` : sql`(${joined(columns.map(ident))})`
  return `${compile(sql`INSERT INTO ${ident(table)} ${names}`).text} FORMAT ${format}`
}
