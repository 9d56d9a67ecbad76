import { ThroughlineError } from '../../../model/errors.ts'
import type { PersonProfile, ProfileReader } from '../../../profile/index.ts'
import type { Catalog } from '../catalog.ts'
import { listAudiences } from './audience-ground.ts'

interface NamedPerson {
  readonly namespace: string
  readonly id: string
}

/** Of the people of audiences that are sent to a destination, or of all where none is. Errors: person/unknown. */
export async function findProfile(
  catalog: Catalog,
  profiles: ProfileReader,
  destination: string,
  who: NamedPerson,
): Promise<PersonProfile> {
  const name = `${who.namespace}:${who.id}`
  for (const connection of listConnections(catalog, destination)) {
    const owner = (await profiles.owners(connection, [who])).get(name)
    const found = owner && (await profiles.read(connection, [owner])).get(owner)
    if (found) return found
  }
  throw new ThroughlineError('person/unknown', { id: name })
}

function listConnections(catalog: Catalog, destination: string): readonly string[] {
  const own = listAudiences(catalog, destination).flatMap((id) => {
    const view = catalog.find('data-view', catalog.find('audience', id)!.dataView)
    return view === undefined ? [] : [view.connection]
  })
  return own.length > 0 ? [...new Set(own)] : catalog.list('connection').map(({ id }) => id)
}
