import type { Path } from '../path.ts'
import { checkBudget } from './index.ts'

/**
 * Refuses a document that no one would write, before a schema is asked about each of its parts. It is not
 * deeper than `body-depth`. Errors: request/too-large.
 */
export function refuseManyObjects(document: unknown, path?: Path): void {
  checkBudget('objects-per-document', countObjects(document), path)
}

function countObjects(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, each) => sum + countObjects(each), 1)
}
