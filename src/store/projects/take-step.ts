import type { Kysely, Transaction } from 'kysely'
import type { StepKind, StepTaken } from '../../model/answers/projects.ts'
import { findReferences, type Project } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { FormulaReader } from '../../model/formula.ts'
import type { Applied } from '../../model/projects/apply-patches.ts'
import { writeDefinitions } from '../definition-writes.ts'
import type { Tables } from '../tables.ts'
import { inWriteTransaction } from '../transaction.ts'
import type { Written } from '../written.ts'
import { type Current, readCurrent } from './document-at.ts'
import { addStep } from './steps.ts'

/** Who takes a step. Those who number their steps (`client`, `number`) may send one again. */
export interface StepBy {
  readonly author: string
  readonly client: string | null
  readonly number: number | null
  /** Tells one step from another that comes under the same number. */
  readonly fingerprint: string
}

/** What a step is to do, found out in the transaction that does it. */
export interface Planned {
  readonly kind: StepKind
  readonly applied: Applied
  readonly isMerged: boolean
  readonly note: string | null
  /** The step that it takes back. */
  readonly target?: { readonly revision: number; readonly root: number }
}

/** Where steps are taken, and how what they make is read. */
export interface Ground {
  readonly db: Kysely<Tables>
  readonly readFormula: FormulaReader
  /** Checks what has become of the document. */
  readonly readProject: (document: unknown) => Project
}

/** Takes a step in its turn; one that has come before is answered again. */
export const takeStep = (
  ground: Ground,
  project: string,
  by: StepBy,
  plan: (transaction: Transaction<Tables>, current: Current) => Promise<Planned>,
): Promise<StepTaken> =>
  inWriteTransaction(ground.db, async (transaction) => {
    const current = await readCurrent(transaction, project)
    const known = await findTaken(transaction, project, by)
    if (known !== undefined) return { ...known, document: current.document }
    const planned = await plan(transaction, current)
    const revision = await write(transaction, ground, by, planned)
    await noteClient(transaction, project, by)
    const { applied, isMerged } = planned
    const isPlain = planned.kind === 'change' && !isMerged && !applied.hasNewIds
    return { revision, merged: isMerged, ...(!isPlain && { document: applied.document }) }
  })

/**
 * What became of a step that came before.
 * Errors: project/wrong-number of one that is too early, project/number-used where it was another one.
 */
const findTaken = async (
  db: Transaction<Tables>,
  project: string,
  { client, number, fingerprint }: StepBy,
): Promise<StepTaken | undefined> => {
  if (client === null || number === null) return undefined
  const last = await readLastNumber(db, project, client)
  if (number === last + 1) return undefined
  if (number > last) {
    throw new ThroughlineError('project/wrong-number', { number, expectedNumber: last + 1 })
  }
  const step = await db
    .selectFrom('project_steps')
    .select(['revision', 'is_merged', 'fingerprint'])
    .where('project', '=', project)
    .where('client', '=', client)
    .where('number', '=', number)
    .executeTakeFirst()
  if (step !== undefined && step.fingerprint !== fingerprint) {
    throw new ThroughlineError('project/number-used', { number })
  }
  if (step !== undefined) return { revision: step.revision, merged: step.is_merged === 1 }
  const { revision } = await readCurrent(db, project)
  return { revision, merged: true }
}

export const readLastNumber = async (
  db: Kysely<Tables>,
  project: string,
  client: string,
): Promise<number> => {
  const row = await db
    .selectFrom('project_clients')
    .select('last_number')
    .where('project', '=', project)
    .where('client', '=', client)
    .executeTakeFirst()
  return row?.last_number ?? 0
}

const noteClient = async (
  db: Transaction<Tables>,
  project: string,
  { client, number }: StepBy,
): Promise<void> => {
  if (client === null || number === null) return
  const said = { last_number: number, seen_at: new Date().toISOString() }
  await db
    .insertInto('project_clients')
    .values({ project, client, ...said })
    .onConflict((conflict) => conflict.columns(['project', 'client']).doUpdateSet(said))
    .execute()
}

const write = async (
  transaction: Transaction<Tables>,
  { readFormula, readProject }: Ground,
  by: StepBy,
  planned: Planned,
): Promise<number> => {
  const { document } = planned.applied
  const definition = readProject(document)
  const references = findReferences(definition, readFormula)
  const entry = { definition, references, document, path: [] }
  const [change] = await writeDefinitions(transaction, [entry], 'always', (_, written) =>
    follow(transaction, written, by, planned),
  )
  return change!.version
}

const follow = async (
  db: Transaction<Tables>,
  { definition: { id: project }, version, before }: Written,
  { author, client, number, fingerprint }: StepBy,
  { kind, applied, isMerged, note, target }: Planned,
): Promise<void> => {
  await addStep(db, {
    project,
    revision: version,
    kind,
    author,
    client,
    number,
    fingerprint: number === null ? null : fingerprint,
    root: target?.root ?? version,
    target: target?.revision ?? null,
    undone_by: null,
    is_merged: isMerged ? 1 : 0,
    at: new Date().toISOString(),
    note,
    touched: JSON.stringify(applied.touched),
    patches: JSON.stringify(applied.patches),
    inverse: JSON.stringify(applied.inverse),
  })
  if (target !== undefined) await noteTakenBack(db, project, target.revision, version)
  if (before !== undefined) await dropBetween(db, project, before.version)
}

const noteTakenBack = async (
  db: Transaction<Tables>,
  project: string,
  revision: number,
  by: number,
): Promise<void> => {
  await db
    .updateTable('project_steps')
    .set({ undone_by: by })
    .where('project', '=', project)
    .where('revision', '=', revision)
    .execute()
}

/** The version that a step made is kept while it is the last; patches lead back to it. */
const dropBetween = async (
  db: Transaction<Tables>,
  project: string,
  revision: number,
): Promise<void> => {
  const step = await db
    .selectFrom('project_steps')
    .select('kind')
    .where('project', '=', project)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (step === undefined || step.kind === 'files') return
  await db
    .deleteFrom('definition_versions')
    .where('kind', '=', 'project')
    .where('id', '=', project)
    .where('version', '=', revision)
    .execute()
}
