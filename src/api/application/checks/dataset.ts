import { findExcessWidth, readDeclaredFields } from '../../../lake/datasets/index.ts'
import type { Dataset } from '../../../model/definitions/dataset.ts'
import { ThroughlineError } from '../../../model/errors.ts'

/** Errors: definition/too-large. */
export function checkDataset({ fields = {} }: Dataset): void {
  const reason = findExcessWidth(readDeclaredFields(fields))
  if (reason === undefined) return
  throw new ThroughlineError('definition/too-large', { what: 'the dataset', reason }, ['fields'])
}
