import type { Kysely } from 'kysely'
import type { ProjectStep, ProjectSteps, StepKind } from '../../model/answers/projects.ts'
import { readLimit } from '../../model/budgets/index.ts'
import type { Patch } from '../../model/projects/patch.ts'
import type { Touched } from '../../model/projects/touched.ts'
import type { ProjectStepRow, Tables } from '../tables.ts'

/** A step without its patches. */
export interface StepOutline {
  readonly revision: number
  readonly kind: StepKind
  readonly author: string
  readonly client: string | null
  readonly number: number | null
  readonly root: number
  readonly undoneBy: number | null
  readonly at: string
  readonly note: string | null
  readonly touched: Touched
}

const outlineColumns = [
  'revision',
  'kind',
  'author',
  'client',
  'number',
  'root',
  'undone_by',
  'at',
  'note',
  'touched',
] as const

/** The steps behind a revision, in order. */
export const listOutlines = async (
  db: Kysely<Tables>,
  project: string,
  after = 0,
): Promise<readonly StepOutline[]> => {
  const rows = await db
    .selectFrom('project_steps')
    .select(outlineColumns)
    .where('project', '=', project)
    .where('revision', '>', after)
    .orderBy('revision')
    .execute()
  return rows.map(({ undone_by, kind, touched, ...row }) => ({
    ...row,
    kind: kind as StepKind,
    undoneBy: undone_by,
    touched: JSON.parse(touched) as Touched,
  }))
}

/** The patches of steps behind a revision, in order. */
export const listPatches = async (
  db: Kysely<Tables>,
  project: string,
  after: number,
): Promise<readonly StepPatches[]> => {
  const rows = await db
    .selectFrom('project_steps')
    .select(['revision', 'patches', 'inverse'])
    .where('project', '=', project)
    .where('revision', '>', after)
    .orderBy('revision')
    .execute()
  return rows.map(parsePatches)
}

export interface StepPatches {
  readonly revision: number
  readonly patches: readonly Patch[]
  readonly inverse: readonly Patch[]
}

const parsePatches = (row: Pick<ProjectStepRow, 'revision' | 'patches' | 'inverse'>) => ({
  revision: row.revision,
  patches: JSON.parse(row.patches) as readonly Patch[],
  inverse: JSON.parse(row.inverse) as readonly Patch[],
})

/** What takes a step back. */
export const readInverse = async (
  db: Kysely<Tables>,
  project: string,
  revision: number,
): Promise<readonly Patch[]> => {
  const row = await db
    .selectFrom('project_steps')
    .select(['revision', 'patches', 'inverse'])
    .where('project', '=', project)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  return parsePatches(row).inverse
}

/** Adds a step, and takes out those that are no longer kept. */
export const addStep = async (db: Kysely<Tables>, row: ProjectStepRow): Promise<void> => {
  await db.insertInto('project_steps').values(row).execute()
  await db
    .deleteFrom('project_steps')
    .where('project', '=', row.project)
    .where('revision', '<=', row.revision - readLimit('project-steps'))
    .execute()
}

/** Steps in order, as others are told of them; `current` is the revision that the project has. */
export const pageSteps = async (
  db: Kysely<Tables>,
  project: string,
  current: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ProjectSteps> => {
  const rows = await db
    .selectFrom('project_steps')
    .selectAll()
    .where('project', '=', project)
    .where('revision', '>', after)
    .orderBy('revision')
    .limit(limit)
    .execute()
  const first = rows[0]?.revision ?? current + 1
  return {
    rows: rows.map(tellStep),
    next: rows.length < limit ? null : rows.at(-1)!.revision,
    isWhole: first === after + 1 || after >= current,
  }
}

const tellStep = (row: ProjectStepRow): ProjectStep => ({
  revision: row.revision,
  kind: row.kind as StepKind,
  author: row.author,
  client: row.client,
  number: row.number,
  target: row.target,
  isUndone: row.undone_by !== null,
  at: row.at,
  note: row.note,
  touched: JSON.parse(row.touched) as string[],
  patches: JSON.parse(row.patches) as Patch[],
})
