import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../model/make-folder.ts'
import { drainPending, Session } from 'chdb'
import type { InsertFormat, LakeClient, LakeOptions } from './client.ts'
import type { Durability } from './durability.ts'
import { lockDirectory } from './directory-lock.ts'
import { asLakeError } from './lake-error.ts'
import { createMemory } from './memory.ts'
import { KeyedQueue, Queue } from './queue.ts'
import { keepRoomForDefinitions } from './room-for-definitions.ts'
import { compile, ident, literal, type Sql, sql } from './sql.ts'
import { statementSettings } from './statement-settings.ts'

const readSessions = 3

/** A database whose tables have no files: to make one and to drop it takes a fraction of a millisecond. */
const ASIDE = '_aside'

const connectionArgs = [
  ...Object.entries(statementSettings).map(([name, setting]) => `--${name}=${setting}`),
  // Where a backup goes is said by who may write there (src/backup/), in statements of ours.
  '--backups.allowed_path=/',
]

/**
 * Opens (or makes) the ClickHouse tables in `dataDir` inside this process.
 * Writes run one at a time on a session of their own; reads share a small pool of sessions.
 *
 * @throws ThroughlineError `store/busy` when another process has the directory open
 */
export async function openLake(
  dataDir: string,
  { durability = 'disk' }: LakeOptions = {},
): Promise<LakeClient> {
  const scratchDir = join(dataDir, 'scratch')
  await makeFolder(dataDir)
  const unlock = lockDirectory(dataDir)
  try {
    await rm(scratchDir, { recursive: true, force: true })
    await mkdir(scratchDir)
    return new EmbeddedLake(join(dataDir, 'lake'), { durability, scratchDir }, unlock)
  } catch (thrown) {
    unlock()
    throw asLakeError(thrown)
  }
}

class EmbeddedLake implements LakeClient {
  readonly kind = 'embedded'
  readonly queue = new KeyedQueue()
  readonly memory = createMemory()
  readonly durability: Durability
  readonly scratchDir: string
  readonly #path: string
  readonly #unlock: () => void
  readonly #writer: QueuedSession
  readonly #readers: readonly QueuedSession[]

  constructor(
    path: string,
    { durability, scratchDir }: Pick<LakeClient, 'durability' | 'scratchDir'>,
    unlock: () => void,
  ) {
    this.durability = durability
    this.scratchDir = scratchDir
    this.#path = path
    this.#unlock = unlock
    this.#writer = new QueuedSession(path)
    this.#readers = Array.from({ length: readSessions }, () => new QueuedSession(path))
  }

  async query<Row>(statement: Sql): Promise<Row[]> {
    const text = await this.#read(statement, 'JSONEachRow', (answer) => answer.text())
    return text === '' ? [] : (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as Row[])
  }

  bytes(statement: Sql, format: string): Promise<Uint8Array> {
    return this.#read(statement, format, (answer) => answer.bytes())
  }

  command(statement: Sql): Promise<void> {
    const { text, params } = compile(statement)
    return this.#writer.run(async (session) => {
      await keepRoomForDefinitions(this.#path, session, text)
      await session.queryBindAsync(text, params, { format: 'Null' })
    })
  }

  async commandAside(statement: Sql): Promise<void> {
    await this.memory.recall(ASIDE, () => this.#makeAside())
    const { text, params } = compile(statement)
    return this.#freest.run(async (session) => {
      await session.queryBindAsync(text, params, { format: 'Null' })
    })
  }

  tableAside(name: string): Sql {
    return sql`${ident(ASIDE)}.${ident(name)}`
  }

  pathAside(name: string): Sql {
    return literal(`${ASIDE}.${name}`)
  }

  insertAside(name: string, format: InsertFormat, payload: Uint8Array): Promise<void> {
    if (payload.length === 0) return Promise.resolve()
    return this.#freest.run(async (session) => {
      await session.insert({ table: `${ASIDE}.${name}`, format, values: payload })
    })
  }

  insertBytes(...[table, format, payload, columns]: Parameters<LakeClient['insertBytes']>) {
    if (payload.length === 0) return Promise.resolve()
    return this.#writer.run(async (session) => {
      await session.insert({ table, format, values: payload, ...(columns && { columns }) })
    })
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer, ...this.#readers].map((session) => session.close()))
    await drainPending()
    this.#unlock()
  }

  #makeAside(): Promise<void> {
    const { text } = compile(sql`CREATE DATABASE IF NOT EXISTS ${ident(ASIDE)} ENGINE = Memory`)
    return this.#freest.run(async (session) => {
      await keepRoomForDefinitions(this.#path, session, text)
      await session.queryBindAsync(text, {}, { format: 'Null' })
    })
  }

  get #freest(): QueuedSession {
    return this.#readers.reduce((best, reader) => (reader.waiting < best.waiting ? reader : best))
  }

  #read<T>(statement: Sql, format: string, take: (answer: Answer) => T): Promise<T> {
    const { text, params } = compile(statement)
    return this.#freest.run(async (session) =>
      take(await session.queryBindAsync(text, params, { format })),
    )
  }
}

type Answer = Awaited<ReturnType<Session['queryBindAsync']>>

/** One chDB session and the calls waiting for it: a session runs one query at a time. */
class QueuedSession {
  readonly #session: Session
  readonly #queue = new Queue()

  constructor(path: string) {
    this.#session = new Session(path, { connectionArgs })
  }

  get waiting(): number {
    return this.#queue.length
  }

  run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const done = this.#queue.run(() => work(this.#session))
    return done.catch((thrown: unknown) => {
      throw asLakeError(thrown)
    })
  }

  async close(): Promise<void> {
    await this.#queue.settled()
    this.#session.close()
  }
}
