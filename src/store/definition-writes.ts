import { type Path, printPath } from '../model/path.ts'
import type { Change } from '../model/answers/definitions.ts'
import type { Transaction } from 'kysely'
import type { Definition, Reference } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { orderByDependency } from './dependency-order.ts'
import { dropProject } from './projects/drop-project.ts'
import { noteFileStep } from './projects/note-file-step.ts'
import { noteRemoval } from './removals.ts'
import type { Tables } from './tables.ts'
import type { Written } from './written.ts'

/** A definition to write; `path` goes in front of the paths of its errors. */
export type Entry = {
  readonly definition: Definition
  /** What it refers to. */
  readonly references: readonly Reference[]
  readonly document: unknown
  readonly path: Path
}

/** What else is to be written in the same transaction. */
type Follow = (transaction: Transaction<Tables>, written: Written) => Promise<void>

const keyOf = (kind: string, id: string): string => `${kind} ${id}`

/**
 * Writes the entries, then checks that all they refer to exists and that nothing goes in a circle.
 * One change per entry, what others need first. Errors: definition/invalid (an id given twice),
 * unknown-reference, cycle.
 */
export const writeDefinitions = async (
  transaction: Transaction<Tables>,
  entries: readonly Entry[],
  when: 'always' | 'if-changed',
  follow: Follow = noteFileStep,
): Promise<readonly Change[]> => {
  const byKey = new Map(entries.map((entry) => [keyOfEntry(entry), entry]))
  refuseDuplicates(entries, byKey)
  const order = await checkedOrder(transaction, byKey)
  const changes: Change[] = []
  for (const key of order) {
    const entry = byKey.get(key)
    if (entry === undefined) continue
    await letOthersIn()
    changes.push(await write(transaction, entry, when, follow))
  }
  return changes
}

const keyOfEntry = ({ definition }: Entry): string => keyOf(definition.kind, definition.id)

const refuseDuplicates = (entries: readonly Entry[], byKey: ReadonlyMap<string, Entry>): void => {
  const repeated = entries.find((entry) => byKey.get(keyOfEntry(entry)) !== entry)
  if (repeated === undefined) return
  throw new ThroughlineError(
    'definition/invalid',
    { reason: `${keyOfEntry(repeated)} is given twice` },
    [...repeated.path, 'id'],
  )
}

/** Keys of all definitions, needed ones first, as they will be once the entries are written. */
const checkedOrder = async (
  transaction: Transaction<Tables>,
  byKey: ReadonlyMap<string, Entry>,
): Promise<readonly string[]> => {
  const stored = await transaction.selectFrom('definitions').select(['kind', 'id']).execute()
  const known = new Set([...stored.map((row) => keyOf(row.kind, row.id)), ...byKey.keys()])
  for (const entry of byKey.values()) refuseUnknownReferences(entry, known)
  const rows = await transaction.selectFrom('definition_references').selectAll().execute()
  const unchanged = rows
    .map((row) => ({ from: keyOf(row.kind, row.id), to: keyOf(row.to_kind, row.to_id) }))
    .filter((edge) => !byKey.has(edge.from))
  const added = [...byKey].flatMap(([from, { references }]) =>
    references.map((reference) => ({
      from,
      to: keyOf(reference.kind, reference.id),
    })),
  )
  const result = orderByDependency([...known], [...unchanged, ...added])
  if ('order' in result) return result.order
  return refuseCycle(result.cycle, byKey)
}

const refuseUnknownReferences = (entry: Entry, known: ReadonlySet<string>): void => {
  const isUnknown = (reference: Reference) =>
    reference.optional !== true && !known.has(keyOf(reference.kind, reference.id))
  const unknown = entry.references.find(isUnknown)
  if (unknown === undefined) return
  const { kind, id, path } = unknown
  const before = keyOf(kind, '')
  const allowed = [...known].flatMap((key) =>
    key.startsWith(before) ? key.slice(before.length) : [],
  )
  const params = { kind, id, allowed }
  throw new ThroughlineError('definition/unknown-reference', params, [...entry.path, ...path])
}

/** Points at the first reference of the cycle that lies in one of the entries. */
const refuseCycle = (cycle: readonly string[], byKey: ReadonlyMap<string, Entry>): never => {
  for (const [index, key] of cycle.slice(0, -1).entries()) {
    const entry = byKey.get(key)
    if (entry === undefined) continue
    const next = cycle[index + 1]
    const reference = entry.references.find((ref) => keyOf(ref.kind, ref.id) === next)
    const path = [...entry.path, ...(reference?.path ?? [])]
    throw new ThroughlineError('definition/cycle', { cycle }, path)
  }
  throw new Error(`the stored definitions have a cycle: ${cycle.join(', ')}`)
}

const write = async (
  transaction: Transaction<Tables>,
  { definition, document, references }: Entry,
  when: 'always' | 'if-changed',
  follow: Follow,
): Promise<Change> => {
  const { kind, id } = definition
  const text = JSON.stringify(document)
  const before = await transaction
    .selectFrom('definitions')
    .select(['version', 'document'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  if (when === 'if-changed' && before?.document === text) {
    return { kind, id, version: before.version, change: 'unchanged' }
  }
  const version = (await lastVersion(transaction, kind, id)) + 1
  await writeVersion(transaction, kind, id, version, text)
  await writeReferences(transaction, definition, references)
  await follow(transaction, { definition, document, version, before })
  return { kind, id, version, change: before ? 'updated' : 'created' }
}

const writeVersion = async (
  transaction: Transaction<Tables>,
  kind: string,
  id: string,
  version: number,
  document: string,
): Promise<void> => {
  const now = new Date().toISOString()
  await transaction
    .insertInto('definitions')
    .values({ kind, id, version, document, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'id']).doUpdateSet({ version, document, updated_at: now }),
    )
    .execute()
  await transaction
    .insertInto('definition_versions')
    .values({ kind, id, version, document, written_at: now })
    .execute()
}

/** Takes a definition out; that it is gone is its next version. */
export const removeDefinition = async (
  transaction: Transaction<Tables>,
  kind: string,
  id: string,
  version: number,
): Promise<void> => {
  for (const table of ['definitions', 'definition_references'] as const) {
    await transaction.deleteFrom(table).where('kind', '=', kind).where('id', '=', id).execute()
  }
  const written_at = new Date().toISOString()
  await transaction
    .insertInto('definition_versions')
    .values({ kind, id, version: version + 1, document: null, written_at })
    .execute()
  await noteRemoval(transaction, kind, id)
  if (kind === 'project') await dropProject(transaction, id)
}

/** A definition that was removed and comes back continues its numbers. */
const lastVersion = async (
  transaction: Transaction<Tables>,
  kind: string,
  id: string,
): Promise<number> => {
  const row = await transaction
    .selectFrom('definition_versions')
    .select((select) => select.fn.max('version').as('version'))
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(row?.version ?? 0)
}

/** What a definition refers to, in the place of what it did. */
export const writeReferences = async (
  transaction: Transaction<Tables>,
  { kind, id }: Definition,
  references: readonly Reference[],
): Promise<void> => {
  await transaction
    .deleteFrom('definition_references')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute()
  const rows = references.map((reference) => ({
    kind,
    id,
    to_kind: reference.kind,
    to_id: reference.id,
    path: printPath(reference.path),
  }))
  if (rows.length > 0) await transaction.insertInto('definition_references').values(rows).execute()
}
