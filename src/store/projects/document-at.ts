import type { Kysely } from 'kysely'
import { ThroughlineError } from '../../model/errors.ts'
import { applyPatches } from '../../model/projects/apply-patches.ts'
import { type ProjectDocument, settleProject } from '../../model/projects/document.ts'
import { getDefinition } from '../definition-store.ts'
import type { Tables } from '../tables.ts'
import { listPatches } from './steps.ts'

/** A project as it is stored now. */
export interface Current {
  readonly document: ProjectDocument
  readonly revision: number
  readonly changedAt: string
}

/** Errors: definition/unknown-id. */
export const readCurrent = async (db: Kysely<Tables>, project: string): Promise<Current> => {
  const stored = await getDefinition(db, 'project', project)
  const document = settleProject(stored.document as object)
  return { document, revision: stored.version, changedAt: stored.updatedAt }
}

/** The document as it was at a revision. Errors: project/unknown-revision. */
export const readDocumentAt = async (
  db: Kysely<Tables>,
  { document, revision: current }: Current,
  revision: number,
): Promise<ProjectDocument> => {
  if (revision === current) return document
  const steps = await listPatches(db, document.id, revision)
  refuseMissing(steps.length, revision, current)
  const back = steps.toReversed().flatMap(({ inverse }) => inverse)
  return applyPatches(document, back).document
}

/** Errors: project/unknown-revision where steps since then are not kept. */
export const refuseMissing = (steps: number, revision: number, current: number): void => {
  if (steps === current - revision) return
  throw new ThroughlineError('project/unknown-revision', { revision, current })
}

/** The document is read only to say what else there is. Errors: definition/unknown-id. */
export const readRevision = async (db: Kysely<Tables>, project: string): Promise<number> => {
  const row = await db
    .selectFrom('definitions')
    .select('version')
    .where('kind', '=', 'project')
    .where('id', '=', project)
    .executeTakeFirst()
  return row?.version ?? (await readCurrent(db, project)).revision
}
