import type { Project } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'

/** The project of a schedule as it is now. Errors: definition/unknown-id. */
export function findScheduledProject({ find, list }: Catalog, id: string): Project {
  const found = find('project', id)
  if (found) return found
  const allowed = list('project').map((each) => each.id)
  throw new ThroughlineError('definition/unknown-id', { kind: 'project', id, allowed })
}
