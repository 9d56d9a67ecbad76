import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'

/** Errors: destination/unknown. */
export function findDestination(catalog: Catalog, id: string): Destination {
  const found = catalog.find('destination', id)
  if (found) return found
  const allowed = catalog.list('destination').map((each) => each.id)
  throw new ThroughlineError('destination/unknown', { id, allowed })
}
