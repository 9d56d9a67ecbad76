import type { Transaction } from 'kysely'
import { applyPatches } from '../../model/projects/apply-patches.ts'
import { listDifferences } from '../../model/projects/differences.ts'
import { settleProject } from '../../model/projects/document.ts'
import type { Tables } from '../tables.ts'
import type { Written } from '../written.ts'
import { addStep } from './steps.ts'

/** That a project was written as a whole is a step, too: by files. */
export const noteFileStep = async (
  db: Transaction<Tables>,
  { definition: { kind, id }, document, version, before }: Written,
): Promise<void> => {
  if (kind !== 'project' || before === undefined) return
  const old = settleProject(JSON.parse(before.document) as object)
  const patches = listDifferences(old, settleProject(document as object))
  const { inverse, touched } = applyPatches(old, patches)
  await addStep(db, {
    project: id,
    revision: version,
    kind: 'files',
    author: 'files',
    client: null,
    number: null,
    fingerprint: null,
    root: version,
    target: null,
    undone_by: null,
    is_merged: 0,
    at: new Date().toISOString(),
    note: null,
    touched: JSON.stringify(touched),
    patches: JSON.stringify(patches),
    inverse: JSON.stringify(inverse),
  })
}
