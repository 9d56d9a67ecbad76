import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** When somebody starred a project, and opened it last; ISO 8601, or null. */
export interface ProjectMarks {
  readonly starredAt: string | null
  readonly openedAt: string | null
}

export const setMarks = async (
  db: Kysely<Tables>,
  person: string,
  project: string,
  { starredAt, openedAt }: Partial<ProjectMarks>,
): Promise<void> => {
  const said = {
    ...(starredAt !== undefined && { starred_at: starredAt }),
    ...(openedAt !== undefined && { opened_at: openedAt }),
  }
  await db
    .insertInto('project_marks')
    .values({ person, project, starred_at: null, opened_at: null, ...said })
    .onConflict((conflict) => conflict.columns(['person', 'project']).doUpdateSet(said))
    .execute()
}

/** What a person marked, by project. */
export const listMarks = async (
  db: Kysely<Tables>,
  person: string,
): Promise<ReadonlyMap<string, ProjectMarks>> => {
  const rows = await db
    .selectFrom('project_marks')
    .select(['project', 'starred_at', 'opened_at'])
    .where('person', '=', person)
    .execute()
  return new Map(
    rows.map(({ project, starred_at, opened_at }) => [
      project,
      { starredAt: starred_at, openedAt: opened_at },
    ]),
  )
}
