import type { Transaction } from 'kysely'
import { ThroughlineError } from '../../model/errors.ts'
import { type Applied, applyPatches } from '../../model/projects/apply-patches.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import type { Patch } from '../../model/projects/patch.ts'
import type { Touched } from '../../model/projects/touched.ts'
import type { Tables } from '../tables.ts'
import { listChangedSince } from './changed-since.ts'
import { findDisputed, tellDisagreements } from './disagreements.ts'
import { type Current, readDocumentAt, refuseMissing } from './document-at.ts'
import { listOutlines, listPatches, type StepOutline } from './steps.ts'
import type { Planned, StepBy } from './take-step.ts'

/** A change of the project as it was at the revision `base`, and at the client's own steps since. */
export interface ProjectChange {
  readonly base: number
  readonly patches: readonly Patch[]
  readonly note: string | null
}

/**
 * Puts a change behind the steps that came since its base.
 * Errors: project/wrong-patch, project/conflict where others have changed the same, project/unknown-revision.
 */
export const planChange = async (
  db: Transaction<Tables>,
  current: Current,
  by: StepBy,
  change: ProjectChange,
): Promise<Planned> => {
  const { document } = current
  const since = await listOutlines(db, document.id, change.base)
  refuseMissing(since.length, change.base, current.revision)
  const isOwn = (step: StepOutline) => step.number !== null && step.client === by.client
  const others = listChangedSince(since, change.base, isOwn)
  const plan = { kind: 'change', note: change.note, isMerged: !since.every(isOwn) } as const
  if (others.length === 0) return { ...plan, applied: applyPatches(document, change.patches) }
  const own = since.filter(isOwn).map(({ revision }) => revision)
  const wanted = await applyToBase(db, current, change, own)
  const applied = tryApply(document, change.patches)
  const touched: Touched = [...(wanted?.touched ?? []), ...(applied?.touched ?? [])]
  const disputed = findDisputed(others, touched)
  if (applied !== undefined && disputed.length === 0) return { ...plan, applied }
  if (disputed.length === 0) return { ...plan, applied: applyPatches(document, change.patches) }
  const sides = { yours: wanted?.document, theirs: document }
  throw new ThroughlineError('project/conflict', { conflict: tellDisagreements(disputed, sides) })
}

/** As the client sees it: the base, its own steps since, and the change. */
const applyToBase = async (
  db: Transaction<Tables>,
  current: Current,
  { base, patches }: ProjectChange,
  own: readonly number[],
): Promise<Applied | undefined> => {
  const seen = await readDocumentAt(db, current, base)
  const steps = await listPatches(db, current.document.id, base)
  const before = steps.filter(({ revision }) => own.includes(revision))
  const start = tryApply(
    seen,
    before.flatMap((step) => step.patches),
  )
  return start && tryApply(start.document, patches)
}

/** Undefined where the patches do not fit. */
const tryApply = (document: ProjectDocument, patches: readonly Patch[]): Applied | undefined => {
  try {
    return applyPatches(document, patches)
  } catch (error) {
    if (error instanceof ThroughlineError) return undefined
    throw error
  }
}
