import type { Kysely } from 'kysely'
import type {
  ProjectSteps,
  ProjectVersion,
  ProjectVersionDocument,
  StepTaken,
} from '../../model/answers/projects.ts'
import type { FormulaReader } from '../../model/formula.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import type { Tables } from '../tables.ts'
import { asBusy, inWriteTransaction } from '../transaction.ts'
import { type Current, readCurrent, readDocumentAt, readRevision } from './document-at.ts'
import { listMarks, type ProjectMarks, setMarks } from './marks.ts'
import { planChange, type ProjectChange } from './plan-change.ts'
import { planRestore } from './plan-restore.ts'
import { findNext, planTakingBack, type TakingBack, type Whose } from './plan-taking-back.ts'
import { addShare, findShare, listShares, revokeShare, type StoredShare } from './shares.ts'
import { pageSteps } from './steps.ts'
import { type Ground, readLastNumber, type StepBy, takeStep } from './take-step.ts'
import { addVersion, listVersions, readVersion, removeVersion } from './versions.ts'

export type { StepBy }

type ReadProject = Ground['readProject']

/** Projects with their steps. Errors of all: definition/unknown-id. */
export type ProjectStore = {
  /** The document with ids everywhere, as it is now. */
  read(project: string): Promise<Current>
  /** As it was at a revision. Errors: project/unknown-revision. */
  readAt(project: string, revision: number): Promise<ProjectDocument>
  /** Errors: project/wrong-patch, conflict, unknown-revision, wrong-number, number-used; what reading throws. */
  change(project: string, by: StepBy, change: ProjectChange, read: ReadProject): Promise<StepTaken>
  /** Errors: project/nothing-left, changed-since, wrong-number, number-used; what reading throws. */
  takeBack(
    project: string,
    by: StepBy,
    what: TakingBack,
    whose: Whose,
    read: ReadProject,
  ): Promise<StepTaken>
  /** What would be undone and redone next. */
  next(project: string, whose: Whose): ReturnType<typeof findNext>
  /** Of the last step that a client numbered; 0 of one that took none. */
  lastNumber(project: string, client: string): Promise<number>
  steps(
    project: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<ProjectSteps>
  readonly versions: {
    list(project: string): Promise<readonly ProjectVersion[]>
    /** Errors: project/unknown-version. */
    read(project: string, number: number): Promise<ProjectVersionDocument>
    /** Of the project as it is, or was at `revision`. Errors: project/unknown-revision. */
    add(
      project: string,
      said: {
        readonly name: string
        readonly author: string
        readonly revision?: number | undefined
      },
    ): Promise<ProjectVersion>
    remove(project: string, number: number): Promise<void>
    /** A step like others. Errors: project/unknown-version; what reading throws. */
    restore(project: string, by: StepBy, number: number, read: ReadProject): Promise<StepTaken>
  }
  readonly shares: {
    add(share: StoredShare): Promise<void>
    list(project: string): Promise<readonly StoredShare[]>
    find(id: string): Promise<StoredShare | undefined>
    revoke(project: string, id: string): Promise<boolean>
  }
  readonly marks: {
    set(person: string, project: string, marks: Partial<ProjectMarks>): Promise<void>
    list(person: string): Promise<ReadonlyMap<string, ProjectMarks>>
  }
}

export const openProjectStore = (db: Kysely<Tables>, readFormula: FormulaReader): ProjectStore => {
  const read = (project: string) => readCurrent(db, project)
  const ground = (readProject: ReadProject): Ground => ({ db, readFormula, readProject })
  return {
    read,
    readAt: (project, revision) =>
      db
        .transaction()
        .execute(async (tx) => readDocumentAt(tx, await readCurrent(tx, project), revision)),
    change: (project, by, change, readProject) =>
      takeStep(ground(readProject), project, by, (tx, current) =>
        planChange(tx, current, by, change),
      ),
    takeBack: (project, by, what, whose, readProject) =>
      takeStep(ground(readProject), project, by, (tx, current) =>
        planTakingBack(tx, current, whose, what),
      ),
    next: (project, whose) => findNext(db, project, whose),
    lastNumber: (project, client) => readLastNumber(db, project, client),
    steps: async (project, page) => pageSteps(db, project, await readRevision(db, project), page),
    versions: openVersions(db, read, ground),
    shares: {
      add: (share) =>
        inWriteTransaction(db, async (tx) => {
          await readCurrent(tx, share.project)
          await addShare(tx, share)
        }),
      list: async (project) => listShares(db, (await read(project)).document.id),
      find: (id) => findShare(db, id),
      revoke: (project, id) => asBusy(() => revokeShare(db, project, id)),
    },
    marks: {
      set: async (person, project, marks) => {
        await read(project)
        await asBusy(() => setMarks(db, person, project, marks))
      },
      list: (person) => listMarks(db, person),
    },
  }
}

const openVersions = (
  db: Kysely<Tables>,
  read: (project: string) => Promise<Current>,
  ground: (readProject: ReadProject) => Ground,
): ProjectStore['versions'] => ({
  list: async (project) => listVersions(db, (await read(project)).document.id),
  read: async (project, number) => {
    await read(project)
    return readVersion(db, project, number)
  },
  add: (project, { name, author, revision }) =>
    inWriteTransaction(db, async (tx) => {
      const current = await readCurrent(tx, project)
      const wanted = revision ?? current.revision
      const document = await readDocumentAt(tx, current, wanted)
      return addVersion(tx, document, { name, author, revision: wanted })
    }),
  remove: (project, number) => inWriteTransaction(db, (tx) => removeVersion(tx, project, number)),
  restore: (project, by, number, readProject) =>
    takeStep(ground(readProject), project, by, async (tx, current) => {
      const { document, name } = await readVersion(tx, project, number)
      return planRestore(current, document, `“${name}” restored`)
    }),
})
