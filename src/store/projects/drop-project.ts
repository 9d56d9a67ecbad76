import type { Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

const tables = [
  'project_steps',
  'project_clients',
  'project_versions',
  'project_shares',
  'project_marks',
] as const

/** What belongs to a project goes with it: another one may get its id. */
export const dropProject = async (db: Transaction<Tables>, project: string): Promise<void> => {
  for (const table of tables) await db.deleteFrom(table).where('project', '=', project).execute()
}
