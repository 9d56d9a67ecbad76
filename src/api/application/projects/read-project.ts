import { refuseManyObjects } from '../../../model/budgets/count-objects.ts'
import { type Project, parseDefinitionAs } from '../../../model/definitions/index.ts'
import { checkOpenNames } from '../../../query/vocabularies/check-open-names.ts'

/**
 * What a step has made of a project, checked by itself: what its components mean is told by the panels that
 * use them, so that one that no longer fits keeps nobody from working on the others.
 * Errors: definition/invalid, definition/too-large.
 */
export function readProject(document: unknown): Project {
  refuseManyObjects(document, [])
  const project = parseDefinitionAs('project', document)
  checkOpenNames(project, [])
  return project
}
