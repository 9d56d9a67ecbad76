import type { FoundPeople } from '../../../model/answers/profiles.ts'
import type { Connection } from '../../../model/definitions/index.ts'
import { findInLake, findPersons, readGround } from '../../../profile/index.ts'
import type { NamedIdentity } from '../../../store/index.ts'
import type { Stores } from '../apply.ts'
import type { Catalog } from '../catalog.ts'
import { listKept, stateDatasetsOf } from './keeping.ts'
import { listNamespaces } from './look-up.ts'

type Found = FoundPeople['found'][number]

/**
 * Who has an identity, in any connection: of the namespace that stands before it, as in `email:ann@example.com`, else of
 * any; and who is called like that by the journey of a connection.
 */
export async function findPeople(stores: Stores, search: string): Promise<FoundPeople> {
  const catalog = await stores.catalog()
  const connections = catalog.list('connection')
  const { ids, namespaces } = readSearch(search.trim(), listNamespaces(catalog, connections))
  const found: Found[] = []
  for (const connection of connections) {
    const by = new Map<string, NamedIdentity[]>()
    const add = (person: string, identity: NamedIdentity | null) =>
      by.set(person, [...(by.get(person) ?? []), ...(identity === null ? [] : [identity])])
    for (const person of await findNamed(stores, catalog, connection, search.trim())) {
      add(person, null)
    }
    for (const [identity, person] of await findOwners(stores, catalog, connection, ids)) {
      add(person, identity)
    }
    const dataViews = catalog.list('data-view').filter((view) => view.connection === connection.id)
    for (const [person, identities] of by) {
      const views = dataViews.map(({ id }) => id)
      found.push({ connection: connection.id, dataViews: views, person, identities })
    }
  }
  return { found, namespaces, connections: connections.map(({ id }) => id) }
}

/** `namespace:id`, where the namespace is known; otherwise the whole text may be an id of any. */
function readSearch(text: string, known: readonly string[]) {
  const own = known.find((namespace) => text.startsWith(`${namespace}:`))
  const namespaces = own === undefined ? known : [own]
  const id = own === undefined ? text : text.slice(own.length + 1)
  return { namespaces, ids: namespaces.map((namespace) => ({ namespace, id })) }
}

/** The person that the journey calls so. */
async function findNamed(
  { lake }: Stores,
  catalog: Catalog,
  connection: Connection,
  person: string,
): Promise<readonly string[]> {
  const ground = await readGround(lake, connection, stateDatasetsOf(catalog))
  if (ground === null) return []
  return [...(await findPersons(ground, [{ person, place: 0 }])).keys()]
}

type Owned = readonly [NamedIdentity, string]

/** Whom kept profiles do not know, such as somebody who has just come, the lake may. */
async function findOwners(
  { lake, store }: Stores,
  catalog: Catalog,
  connection: Connection,
  identities: readonly NamedIdentity[],
): Promise<readonly Owned[]> {
  if (listKept(catalog).has(connection.id)) {
    const owners = await store.profiles.owners(connection.id, identities)
    const kept = owners.flatMap(({ owner, namespace, id }): Owned[] =>
      owner === null ? [] : [[{ namespace, id }, owner]],
    )
    if (kept.length > 0) return kept
  }
  const ground = await readGround(lake, connection, stateDatasetsOf(catalog))
  if (ground === null) return []
  const found: Owned[] = []
  for (const identity of identities) {
    const profile = await findInLake(ground, identity)
    if (profile !== null) found.push([identity, profile.person])
  }
  return found
}
