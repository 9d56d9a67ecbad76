import type { Kysely, Transaction } from 'kysely'
import { ThroughlineError } from '../../model/errors.ts'
import { type Applied, applyPatches } from '../../model/projects/apply-patches.ts'
import type { Tables } from '../tables.ts'
import { listChangedSince } from './changed-since.ts'
import { findDisputed, tellDisagreements } from './disagreements.ts'
import { type Current, readDocumentAt } from './document-at.ts'
import { listOutlines, readInverse, type StepOutline } from './steps.ts'
import type { Planned } from './take-step.ts'

export type TakingBack = 'undo' | 'redo'

/** Whose steps are taken back: those of a client, or all of an author; the last, or that of a revision. */
export type Whose = ({ readonly client: string } | { readonly author: string }) & {
  readonly revision?: number | undefined
}

/** The step that would be undone next, and the undoing that would be taken back next. */
export const findNext = async (
  db: Kysely<Tables>,
  project: string,
  whose: Whose,
): Promise<Readonly<Record<TakingBack, StepOutline | null>>> => {
  const steps = await listOutlines(db, project)
  return { undo: findTarget(steps, whose, 'undo'), redo: findTarget(steps, whose, 'redo') }
}

/** By itself, nothing is redone that was undone before the last change. */
const findTarget = (
  steps: readonly StepOutline[],
  whose: Whose,
  what: TakingBack,
): StepOutline | null => {
  const own = steps.filter((step) => isOf(step, whose))
  const lastChange = own.findLast(({ kind }) => kind === 'change' || kind === 'restore')
  const isTarget = ({ kind, revision, undoneBy }: StepOutline) => {
    if (undoneBy !== null || (kind === 'undo') !== (what === 'redo')) return false
    if (whose.revision !== undefined) return revision === whose.revision
    return what === 'undo' || revision > (lastChange?.revision ?? 0)
  }
  return own.findLast(isTarget) ?? null
}

const isOf = ({ client, author }: StepOutline, whose: Whose): boolean =>
  'client' in whose ? client === whose.client : author === whose.author

/** Errors: project/nothing-left, project/changed-since where others have changed the same since. */
export const planTakingBack = async (
  db: Transaction<Tables>,
  current: Current,
  whose: Whose,
  what: TakingBack,
): Promise<Planned> => {
  const steps = await listOutlines(db, current.document.id)
  const target = findTarget(steps, whose, what)
  if (target === null) throw new ThroughlineError('project/nothing-left', { what: wordOf(what) })
  const isOwnChain = ({ root }: StepOutline) => root === target.root
  const others = listChangedSince(steps, target.revision, isOwnChain)
  const inverse = await readInverse(db, current.document.id, target.revision)
  const disputed = findDisputed(others, target.touched)
  if (disputed.length > 0) {
    const before = await readDocumentAt(db, current, target.revision)
    const sides = { yours: applyPatches(before, inverse).document, theirs: current.document }
    const conflict = tellDisagreements(disputed, sides)
    const { revision } = target
    throw new ThroughlineError('project/changed-since', { conflict, what: wordOf(what), revision })
  }
  const applied: Applied = applyPatches(current.document, inverse)
  return { kind: what, applied, isMerged: others.length > 0, note: target.note, target }
}

const wordOf = (what: TakingBack): string => (what === 'undo' ? 'undone' : 'redone')
