import type { Kysely } from 'kysely'
import type { Change, DefinitionUser, DefinitionVersion } from '../model/answers/definitions.ts'
import {
  type Definition,
  type DefinitionKind,
  type DefinitionOf,
  parseDefinition,
  parseDefinitionAs,
  findReferences,
} from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FormulaReader } from '../model/formula.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { type Entry, removeDefinition, writeDefinitions } from './definition-writes.ts'
import type { Tables } from './tables.ts'
import { inWriteTransaction } from './transaction.ts'

/** A definition with its defaults filled in, and the document as it was written. */
export type StoredDefinition<K extends DefinitionKind = DefinitionKind> = {
  readonly definition: DefinitionOf<K>
  readonly document: unknown
  readonly version: number
  readonly updatedAt: string
}

/** `ifVersion`: refuse when the stored version is another one; 0 means that it must not exist yet. */
export type WriteOptions = { readonly ifVersion?: number | undefined }

/** `ifVersions`: refuse when one of these has another version by now. */
export type ApplyOptions = {
  readonly ifVersions?: readonly Pick<Change, 'kind' | 'id' | 'version'>[]
}

export type DefinitionStore = {
  /** Errors: definition/unknown-id. */
  get<K extends DefinitionKind>(kind: K, id: string): Promise<StoredDefinition<K>>
  find<K extends DefinitionKind>(kind: K, id: string): Promise<StoredDefinition<K> | undefined>
  /** All of a kind, by id; those that `known` has as they are stored are given from there. */
  list<K extends DefinitionKind>(kind: K, known?: Known<K>): Promise<readonly StoredDefinition<K>[]>
  /** Errors: definition/invalid, unknown-kind, unknown-reference, cycle, version-conflict. */
  put(document: unknown, options?: WriteOptions): Promise<StoredDefinition>
  /**
   * All or none, in any order; returned with what others need first. Unchanged documents keep their
   * version. Errors like put, with the path behind the document's index: `[2].rows.dimension`.
   */
  applyAll(documents: readonly unknown[], options?: ApplyOptions): Promise<readonly Change[]>
  /** Errors: definition/unknown-id, in-use, version-conflict. */
  remove(kind: DefinitionKind, id: string, options?: WriteOptions): Promise<void>
  /** Who refers to it, one entry per mention. */
  usedBy(kind: DefinitionKind, id: string): Promise<readonly DefinitionUser[]>
  /** Every version ever written, oldest first, but those between steps of a project; empty if there was none. */
  history(kind: DefinitionKind, id: string): Promise<readonly DefinitionVersion[]>
}

/** What was read before, by id. A version of an id is never given again, not even after a removal. */
export type Known<K extends DefinitionKind = DefinitionKind> = ReadonlyMap<
  string,
  StoredDefinition<K>
>

type Row = { version: number; document: string; updated_at: string }

const storedOf = <K extends DefinitionKind>(kind: K, row: Row): StoredDefinition<K> => {
  const document: unknown = JSON.parse(row.document)
  const definition = parseDefinitionAs(kind, document)
  return { definition, document, version: row.version, updatedAt: row.updated_at }
}

const find = async <K extends DefinitionKind>(
  db: Kysely<Tables>,
  kind: K,
  id: string,
): Promise<StoredDefinition<K> | undefined> => {
  const row = await db
    .selectFrom('definitions')
    .select(['version', 'document', 'updated_at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && storedOf(kind, row)
}

export const getDefinition = async <K extends DefinitionKind>(
  db: Kysely<Tables>,
  kind: K,
  id: string,
) => {
  const found = await find(db, kind, id)
  if (found) return found
  const rows = await db.selectFrom('definitions').select('id').where('kind', '=', kind).execute()
  const allowed = rows.map((row) => row.id)
  throw new ThroughlineError('definition/unknown-id', { kind, id, allowed })
}

/** Documents are read in parts: of SQLite, the process can do nothing else meanwhile. */
const DOCUMENTS_AT_ONCE = 100
const VERSIONS_AT_ONCE = 2000

const list = async <K extends DefinitionKind>(
  db: Kysely<Tables>,
  kind: K,
  known: Known<K> = new Map(),
) => {
  const stored: StoredDefinition<K>[] = []
  for await (const rows of listVersions(db, kind)) {
    const isKnown = ({ id, version }: Version) => known.get(id)?.version === version
    const changed = rows.filter((row) => !isKnown(row)).map(({ id }) => id)
    const read = await readAll(db, kind, changed)
    for (const row of rows) {
      const found = isKnown(row) ? known.get(row.id) : read.get(row.id)
      // What was removed since is not there.
      if (found !== undefined) stored.push(found)
    }
  }
  return stored
}

type Version = { readonly id: string; readonly version: number }

async function* listVersions(db: Kysely<Tables>, kind: DefinitionKind) {
  for (let after = ''; ; ) {
    const rows: readonly Version[] = await db
      .selectFrom('definitions')
      .select(['id', 'version'])
      .where('kind', '=', kind)
      .where('id', '>', after)
      .orderBy('id')
      .limit(VERSIONS_AT_ONCE)
      .execute()
    yield rows
    if (rows.length < VERSIONS_AT_ONCE) return
    after = rows.at(-1)!.id
    await letOthersIn()
  }
}

const readAll = async <K extends DefinitionKind>(
  db: Kysely<Tables>,
  kind: K,
  ids: readonly string[],
) => {
  const stored = new Map<string, StoredDefinition<K>>()
  for (let at = 0; at < ids.length; at += DOCUMENTS_AT_ONCE) {
    const rows = await db
      .selectFrom('definitions')
      .select(['id', 'version', 'document', 'updated_at'])
      .where('kind', '=', kind)
      .where('id', 'in', ids.slice(at, at + DOCUMENTS_AT_ONCE))
      .execute()
    for (const row of rows) {
      await letOthersIn()
      stored.set(row.id, storedOf(kind, row))
    }
  }
  return stored
}

/** Where is written, and what tells the references of formulas. */
type Writing = { readonly db: Kysely<Tables>; readonly readFormula: FormulaReader }

const put = async ({ db, readFormula }: Writing, document: unknown, options: WriteOptions = {}) => {
  const definition: Definition = parseDefinition(document)
  const references = findReferences(definition, readFormula)
  await inWriteTransaction(db, async (transaction) => {
    await expectVersion(transaction, definition.kind, definition.id, options.ifVersion)
    await writeDefinitions(transaction, [{ definition, references, document, path: [] }], 'always')
  })
  return await getDefinition(db, definition.kind, definition.id)
}

const applyAll = async (
  { db, readFormula }: Writing,
  documents: readonly unknown[],
  { ifVersions = [] }: ApplyOptions = {},
) => {
  const entries: Entry[] = []
  for (const [index, document] of documents.entries()) {
    await letOthersIn()
    const definition = parseDefinition(document, [index])
    const references = findReferences(definition, readFormula)
    entries.push({ definition, references, document, path: [index] })
  }
  if (entries.length === 0) return []
  return await inWriteTransaction(db, async (transaction) => {
    for (const { kind, id, version } of ifVersions) {
      await expectVersion(transaction, kind, id, version)
    }
    return await writeDefinitions(transaction, entries, 'if-changed')
  })
}

const remove = async (
  db: Kysely<Tables>,
  kind: DefinitionKind,
  id: string,
  options: WriteOptions = {},
): Promise<void> =>
  await inWriteTransaction(db, async (transaction) => {
    const { version } = await getDefinition(transaction, kind, id)
    await expectVersion(transaction, kind, id, options.ifVersion)
    const users = await usedBy(transaction, kind, id)
    if (users.length > 0) {
      const names = [...new Set(users.map((user) => `${user.kind} ${user.id}`))]
      throw new ThroughlineError('definition/in-use', { kind, id, usedBy: names })
    }
    await removeDefinition(transaction, kind, id, version)
  })

const expectVersion = async (
  db: Kysely<Tables>,
  kind: DefinitionKind,
  id: string,
  expected: number | undefined,
): Promise<void> => {
  if (expected === undefined) return
  const actual = (await find(db, kind, id))?.version ?? 0
  if (actual === expected) return
  throw new ThroughlineError('definition/version-conflict', { kind, id, expected, actual })
}

const usedBy = async (
  db: Kysely<Tables>,
  kind: DefinitionKind,
  id: string,
): Promise<readonly DefinitionUser[]> =>
  await db
    .selectFrom('definition_references')
    .select(['kind', 'id', 'path'])
    .where('to_kind', '=', kind)
    .where('to_id', '=', id)
    .where((where) => where.not(where.and({ kind, id })))
    .orderBy('kind')
    .orderBy('id')
    .orderBy('path')
    .execute()

const history = async (
  db: Kysely<Tables>,
  kind: DefinitionKind,
  id: string,
): Promise<readonly DefinitionVersion[]> => {
  const rows = await db
    .selectFrom('definition_versions')
    .select(['version', 'document', 'written_at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    document: row.document === null ? null : (JSON.parse(row.document) as unknown),
    writtenAt: row.written_at,
  }))
}

/** Definitions kept in the store's tables; `readFormula` tells what their formulas refer to. */
export const openDefinitionStore = (
  db: Kysely<Tables>,
  readFormula: FormulaReader,
): DefinitionStore => ({
  get: (kind, id) => getDefinition(db, kind, id),
  find: (kind, id) => find(db, kind, id),
  list: (kind, known) => list(db, kind, known),
  put: (document, options) => put({ db, readFormula }, document, options),
  applyAll: (documents, options) => applyAll({ db, readFormula }, documents, options),
  remove: (kind, id, options) => remove(db, kind, id, options),
  usedBy: (kind, id) => usedBy(db, kind, id),
  history: (kind, id) => history(db, kind, id),
})
