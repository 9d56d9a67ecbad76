import type { Disagreement } from '../../model/answers/problem.ts'
import type { ProjectStep, StepTaken } from '../../model/answers/projects.ts'
import { applyPatches } from '../../model/projects/apply-patches.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import { isDeepEqual } from '../../model/projects/is-deep-equal.ts'
import type { Patch } from '../../model/projects/patch.ts'
import { listTouchedByBoth, type Touched } from '../../model/projects/touched.ts'
import type { ShownProblem } from '../api/http.ts'
import { partOf, patchesOf, withPart } from './document-part.ts'

/** What a step asks the server for. */
export type StepAction =
  | { readonly kind: 'change'; readonly patches: readonly Patch[]; readonly note?: string }
  | { readonly kind: 'undo' | 'redo' }
  | { readonly kind: 'restore'; readonly version: number }

/** A step that the server has not answered yet. */
export interface QueuedStep {
  readonly action: StepAction
  /** The revision on which it was made. */
  readonly base: number
  readonly touched: Touched
  /** Steps with the same key that follow each other before one is sent become one, such as typing. */
  readonly key?: string
}

/** Somebody else has changed the same; `mine` holds what this page made of it. */
export type Conflict = Omit<Disagreement, 'yours'>

/** A step that the server does not take, such as a name that is too long. */
export interface Refusal {
  readonly action: StepAction
  readonly problem: ShownProblem
}

/** A project as a page knows it: what the server has said, and what it has not heard yet. */
export interface ProjectModel {
  readonly client: string
  /** The number of the client’s last step that the server has taken. */
  readonly taken: number
  /** As the server has it at `revision`. */
  readonly document: ProjectDocument
  readonly revision: number
  /** In the order in which they were made. */
  readonly queue: readonly QueuedStep[]
  /** The first of the queue is on its way, or was: it stays as it is. */
  readonly isSent: boolean
  /** Parts that others have changed meanwhile, as this page has them, by what was touched. */
  readonly mine: Readonly<Record<string, unknown>>
  readonly conflicts: readonly Conflict[]
  readonly refused: readonly Refusal[]
}

export const startModel = (
  client: string,
  taken: number,
  { document, revision }: { readonly document: ProjectDocument; readonly revision: number },
): ProjectModel => ({
  client,
  taken,
  document,
  revision,
  queue: [],
  isSent: false,
  mine: {},
  conflicts: [],
  refused: [],
})

/** The document with everything that was done on this page. */
export function showDocument({ document, queue, mine }: Shown): ProjectDocument {
  const done = queue.reduce((before, { action }) => after(before, action), document)
  return Object.entries(mine).reduce((shown, [field, value]) => withPart(shown, field, value), done)
}

type Shown = Pick<ProjectModel, 'document' | 'queue' | 'mine'>

/** What no longer fits is left out: the server says what became of it. */
function after(document: ProjectDocument, action: StepAction): ProjectDocument {
  if (action.kind !== 'change') return document
  try {
    return applyPatches(document, action.patches).document
  } catch {
    return document
  }
}

/** What was typed or done. Errors: project/wrong-patch where the patches do not fit what is shown. */
export function edit(
  model: ProjectModel,
  { patches, note, key }: { patches: readonly Patch[]; note?: string; key?: string },
): ProjectModel {
  const applied = applyPatches(showDocument(model), patches)
  const overlaid = Object.keys(model.mine).filter((field) => touches(applied.touched, [field]))
  const own = overlaid.map((field) => [field, partOf(applied.document, field)])
  const mine = { ...model.mine, ...Object.fromEntries(own) }
  const disputed = model.conflicts.map(({ field }) => field)
  if (isWithin(applied.touched, disputed)) return { ...model, mine }
  const step: QueuedStep = {
    action: { kind: 'change', patches: applied.patches, ...(note !== undefined && { note }) },
    base: baseOf(model, applied.touched),
    touched: applied.touched,
    ...(key !== undefined && { key }),
  }
  return { ...model, mine, queue: enqueue(model, step) }
}

/** Undo, redo and restore: behind everything that was done before. */
export const ask = (
  model: ProjectModel,
  action: Exclude<StepAction, { kind: 'change' }>,
): ProjectModel => ({
  ...model,
  queue: [...model.queue, { action, base: model.revision, touched: [] }],
})

/** That of the earliest step that touches the same: what others have done since is not overwritten unasked. */
const baseOf = ({ queue, revision }: ProjectModel, touched: Touched): number =>
  Math.min(
    revision,
    ...queue.filter((step) => touches(step.touched, touched)).map(({ base }) => base),
  )

function enqueue({ queue, isSent }: ProjectModel, step: QueuedStep): readonly QueuedStep[] {
  const last = queue.at(-1)
  const isOpen = last !== undefined && !(isSent && queue.length === 1)
  if (!isOpen || step.key === undefined || last.key !== step.key) return [...queue, step]
  if (last.action.kind !== 'change' || step.action.kind !== 'change') return [...queue, step]
  const patches = mergePatches(last.action.patches, step.action.patches)
  const touched = [...new Set([...last.touched, ...step.touched])]
  return [...queue.slice(0, -1), { ...last, touched, action: { ...last.action, patches } }]
}

/** Values that are written to the same places again take the place of those before. */
function mergePatches(before: readonly Patch[], next: readonly Patch[]): readonly Patch[] {
  const isSame =
    before.length === next.length &&
    next.every(({ op, path }, at) => {
      const old = before[at]!
      return op === old.op && path === old.path && (op === 'add' || op === 'replace')
    })
  const isRewritten = isSame && next.every(({ path }) => !path.startsWith('/panels/-'))
  return isRewritten ? next : [...before, ...next]
}

const touches = (one: Touched, other: Touched): boolean => listTouchedByBoth(one, other).length > 0

const isWithin = (touched: Touched, fields: Touched): boolean =>
  touched.length > 0 && touched.every((field) => touches([field], fields))

/** The next number that the server is to take. */
export const nextNumber = ({ taken }: ProjectModel): number => taken + 1

export const markSent = (model: ProjectModel): ProjectModel => ({ ...model, isSent: true })

/** What to do after something came from the server: `read` where the project must be read again. */
export interface Heard {
  readonly model: ProjectModel
  readonly isUnclear: boolean
}

/**
 * The server has taken the first step of the queue. An answer to one that was sent more than once holds the
 * document as it is now, under the revision as it was then: that is read again.
 */
export function take(model: ProjectModel, answer: StepTaken, wasSentAgain: boolean): Heard {
  const [head, ...queue] = model.queue
  if (head === undefined) return { model, isUnclear: false }
  const next = { ...model, taken: model.taken + 1, queue, isSent: false }
  const expected = after(model.document, head.action)
  if (answer.revision <= model.revision) return { model: cleared(next), isUnclear: false }
  if (answer.document !== undefined && !wasSentAgain) {
    const document = answer.document as unknown as ProjectDocument
    return { model: rebase(next, document, answer.revision, expected, model), isUnclear: false }
  }
  const isNext = answer.document === undefined && answer.revision === model.revision + 1
  if (!isNext) return { model: cleared(next), isUnclear: true }
  return { model: rebase(next, expected, answer.revision, expected, model), isUnclear: false }
}

/** A step that the server tells of, own ones too. */
export function receive(model: ProjectModel, step: ProjectStep): Heard {
  if (step.revision <= model.revision) return { model, isUnclear: false }
  const document = tryPatches(model.document, step.patches)
  if (step.revision !== model.revision + 1 || document === undefined) {
    return { model, isUnclear: true }
  }
  const isOwn = isHead(model, step)
  const next = isOwn
    ? { ...model, taken: model.taken + 1, queue: model.queue.slice(1), isSent: false }
    : model
  const expected = isOwn ? document : model.document
  return { model: rebase(next, document, step.revision, expected, model), isUnclear: false }
}

/** Whether it is the first of the queue; a copy of this page would go by the same client and number. */
function isHead({ queue, client, taken }: ProjectModel, step: ProjectStep): boolean {
  const action = queue[0]?.action
  if (action?.kind !== step.kind || step.client !== client) return false
  const isSame = action.kind !== 'change' || isDeepEqual(action.patches, step.patches)
  return isSame && step.number === taken + 1
}

const tryPatches = (
  document: ProjectDocument,
  patches: readonly Patch[],
): ProjectDocument | undefined => {
  try {
    return applyPatches(document, patches).document
  } catch {
    return undefined
  }
}

/** The project was read again. */
export const reread = (
  model: ProjectModel,
  { document, revision }: { readonly document: ProjectDocument; readonly revision: number },
): ProjectModel =>
  revision < model.revision ? model : rebase(model, document, revision, model.document, model)

/**
 * Puts the queue behind a later document. Parts that others have changed and a waiting step touches are kept
 * as they were shown, until the server has said whether both go together.
 */
function rebase(
  next: ProjectModel,
  document: ProjectDocument,
  revision: number,
  expected: ProjectDocument,
  before: Shown,
): ProjectModel {
  const waiting = [...new Set(next.queue.flatMap(({ touched }) => touched))]
  const shown = showDocument(before)
  const changed = waiting.filter(
    (field) =>
      !Object.hasOwn(next.mine, field) &&
      !isDeepEqual(partOf(expected, field), partOf(document, field)),
  )
  const own = changed.map((field) => [field, partOf(shown, field)])
  const mine = { ...next.mine, ...Object.fromEntries(own) }
  return cleared({ ...next, document, revision, mine })
}

/** Without parts that nothing waits for any more. */
function cleared(model: ProjectModel): ProjectModel {
  const wanted = [
    ...model.queue.flatMap(({ touched }) => touched),
    ...model.conflicts.map(({ field }) => field),
  ]
  const kept = Object.entries(model.mine).filter(([field]) => touches([field], wanted))
  return { ...model, mine: Object.fromEntries(kept) }
}

/** The server says that others have changed the same as the first step of the queue. */
export function dispute(model: ProjectModel, disputed: readonly Disagreement[]): ProjectModel {
  const [head, ...rest] = model.queue
  if (head === undefined) return model
  const fields = disputed.map(({ field }) => field)
  const shown = showDocument(model)
  const own = disputed
    .filter(({ field }) => !Object.hasOwn(model.mine, field))
    .map(({ field, yours }) => [field, foldIn(model, field, yours, rest)])
  const mine = { ...model.mine, ...Object.fromEntries(own) }
  const others = head.touched.filter((field) => !touches([field], fields))
  const kept = others.flatMap((field) => patchesOf(model.document, field, partOf(shown, field)))
  const again: readonly QueuedStep[] =
    kept.length === 0
      ? []
      : [{ action: { kind: 'change', patches: kept }, base: head.base, touched: others }]
  const queue = [...again, ...rest.filter(({ touched }) => !isWithin(touched, fields))]
  const known = model.conflicts.filter(({ field }) => !fields.includes(field))
  const conflicts = [...known, ...disputed.map(({ yours: _, ...conflict }) => conflict)]
  return cleared({ ...model, queue, isSent: false, mine, conflicts })
}

/** What the server knows of this page’s side, with the steps that it has not seen. */
function foldIn(
  { document }: ProjectModel,
  field: string,
  yours: unknown,
  rest: readonly QueuedStep[],
): unknown {
  const waiting = rest.filter(({ touched }) => touches(touched, [field]))
  const start = withPart(document, field, yours)
  return partOf(
    waiting.reduce((each, { action }) => after(each, action), start),
    field,
  )
}

/** Decides a conflict: what this page made of it is sent as a step of its own, or given up. */
export function decide(model: ProjectModel, field: string, side: 'yours' | 'theirs'): ProjectModel {
  if (!model.conflicts.some((conflict) => conflict.field === field)) return model
  const conflicts = model.conflicts.filter((conflict) => conflict.field !== field)
  const { [field]: value, ...mine } = model.mine
  const patches = side === 'yours' ? patchesOf(model.document, field, value) : []
  const step: QueuedStep = {
    action: { kind: 'change', patches },
    base: model.revision,
    touched: [field],
  }
  return {
    ...model,
    conflicts,
    mine,
    queue: patches.length > 0 ? [...model.queue, step] : model.queue,
  }
}

/** The first step of the queue is given up; it used no number. */
export const drop = (model: ProjectModel): ProjectModel =>
  cleared({ ...model, queue: model.queue.slice(1), isSent: false })

/** The server does not take the first step of the queue. */
export function refuse(model: ProjectModel, problem: ShownProblem): ProjectModel {
  const [head] = model.queue
  return head === undefined
    ? model
    : drop({ ...model, refused: [...model.refused, { action: head.action, problem }] })
}

/** The revisions that waiting steps were made on are no longer known: what is another now is asked. */
export function loseBases(model: ProjectModel): ProjectModel {
  const fields = Object.keys(model.mine)
  const asked = fields.filter((field) => !model.conflicts.some((each) => each.field === field))
  const conflicts = asked.map((field) => ({
    panel: /^(?:panels|order)\/(.+)$/.exec(field)?.[1] ?? null,
    field,
    theirs: partOf(model.document, field),
    author: '',
    revision: model.revision,
  }))
  const queue = model.queue
    .filter(({ touched }) => !isWithin(touched, fields))
    .map((step) => ({ ...step, base: model.revision }))
  return { ...model, queue, isSent: false, conflicts: [...model.conflicts, ...conflicts] }
}
