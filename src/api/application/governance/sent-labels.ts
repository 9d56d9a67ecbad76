import { type FieldUse, listDestinationUses } from '../../../governance/index.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Catalog } from '../catalog.ts'

/**
 * The labelled fields of what a destination would be sent of the people of a connection, or of all, each way once.
 * Errors: definition/unknown-id.
 */
export function listSentLabels(
  catalog: Catalog,
  sent: Pick<Destination, 'identities' | 'attributes'>,
  only: string | undefined,
): FieldUse[] {
  const all = catalog.list('connection')
  const meant = only === undefined ? all : all.filter(({ id }) => id === only)
  if (meant.length === 0 && only !== undefined) {
    const allowed = all.map(({ id }) => id)
    throw new ThroughlineError('definition/unknown-id', { kind: 'connection', id: only, allowed }, [
      'connection',
    ])
  }
  const uses = meant.flatMap((connection) => listDestinationUses(catalog, connection, sent))
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()]
}
