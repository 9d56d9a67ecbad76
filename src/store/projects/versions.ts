import type { Kysely, Transaction } from 'kysely'
import type { ProjectVersion, ProjectVersionDocument } from '../../model/answers/projects.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type ProjectDocument, settleProject } from '../../model/projects/document.ts'
import type { Tables } from '../tables.ts'

const columns = ['number', 'name', 'revision', 'author', 'at'] as const

/** The latest first. */
export const listVersions = (
  db: Kysely<Tables>,
  project: string,
): Promise<readonly ProjectVersion[]> =>
  db
    .selectFrom('project_versions')
    .select(columns)
    .where('project', '=', project)
    .orderBy('number', 'desc')
    .execute()

/** Errors: project/unknown-version. */
export const readVersion = async (
  db: Kysely<Tables>,
  project: string,
  number: number,
): Promise<Omit<ProjectVersionDocument, 'document'> & { readonly document: ProjectDocument }> => {
  const row = await db
    .selectFrom('project_versions')
    .select([...columns, 'document'])
    .where('project', '=', project)
    .where('number', '=', number)
    .executeTakeFirst()
  if (row !== undefined) {
    return { ...row, document: settleProject(JSON.parse(row.document) as object) }
  }
  const known = await listVersions(db, project)
  const allowed = known.map((version) => version.number)
  throw new ThroughlineError('project/unknown-version', { id: number, allowed })
}

/** Numbers rise; that of a version that was taken out last is given again. */
export const addVersion = async (
  db: Transaction<Tables>,
  document: ProjectDocument,
  { revision, name, author }: Pick<ProjectVersion, 'revision' | 'name' | 'author'>,
): Promise<ProjectVersion> => {
  const [last] = await listVersions(db, document.id)
  const number = (last?.number ?? 0) + 1
  const version = { number, name, revision, author, at: new Date().toISOString() }
  await db
    .insertInto('project_versions')
    .values({ project: document.id, ...version, document: JSON.stringify(document) })
    .execute()
  return version
}

/** Errors: project/unknown-version. */
export const removeVersion = async (
  db: Transaction<Tables>,
  project: string,
  number: number,
): Promise<void> => {
  await readVersion(db, project, number)
  await db
    .deleteFrom('project_versions')
    .where('project', '=', project)
    .where('number', '=', number)
    .execute()
}
