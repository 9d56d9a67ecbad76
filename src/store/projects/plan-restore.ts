import { applyPatches } from '../../model/projects/apply-patches.ts'
import { listDifferences } from '../../model/projects/differences.ts'
import type { ProjectDocument } from '../../model/projects/document.ts'
import type { Current } from './document-at.ts'
import type { Planned } from './take-step.ts'

/** The step that makes a project what it was. */
export const planRestore = (
  { document }: Current,
  earlier: ProjectDocument,
  note: string,
): Planned => ({
  kind: 'restore',
  applied: applyPatches(document, listDifferences(document, earlier)),
  isMerged: false,
  note,
})
