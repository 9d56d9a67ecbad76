import { getOwn } from '../../model/own.ts'
import type { Disagreement } from '../../model/answers/problem.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import { listTouchedByBoth, panelOf, type Touched } from '../../model/projects/touched.ts'
import type { StepOutline } from './steps.ts'

/** Both sides of a document; `yours` is undefined where it cannot be made any more. */
interface Sides {
  readonly yours: ProjectDocument | undefined
  readonly theirs: ProjectDocument
}

/** What others have changed of that which a step touches; empty where they can go together. */
export const findDisputed = (
  others: readonly StepOutline[],
  touched: Touched,
): readonly Disputed[] => {
  const found = new Map<string, StepOutline>()
  for (const other of others) {
    for (const field of listTouchedByBoth(touched, other.touched)) found.set(field, other)
  }
  return [...found].map(([field, { author, revision }]) => ({ field, author, revision }))
}

type Disputed = Pick<Disagreement, 'field' | 'author' | 'revision'>

/** The panels, or fields, as both have them. */
export const tellDisagreements = (
  disputed: readonly Disputed[],
  { yours, theirs }: Sides,
): readonly Disagreement[] =>
  disputed.map(({ field, author, revision }) => ({
    panel: panelOf(field) ?? null,
    field,
    yours: yours === undefined ? null : partOf(yours, field),
    theirs: partOf(theirs, field),
    author,
    revision,
  }))

function partOf(document: ProjectDocument, field: string): unknown {
  const panel = panelOf(field)
  if (panel !== undefined && field.startsWith('order/')) return document.panels.map(({ id }) => id)
  if (panel !== undefined) return document.panels.find(({ id }) => id === panel) ?? null
  const [first, ...inner] = field.split('/')
  const value = getOwn(document, first!) ?? null
  const key = inner.join('/')
  return key === '' || typeof value !== 'object' || value === null
    ? value
    : (getOwn(value as Readonly<Record<string, unknown>>, key) ?? null)
}
