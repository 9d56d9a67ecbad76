import { letOthersIn } from '../model/let-others-in.ts'
import type { ProfileStore } from '../store/index.ts'
import type { PersonProfile, ProfileIdentity, ProfileReader } from './profile.ts'

/** Persons who are read at once, in some milliseconds. */
const AT_ONCE = 1000

/** Reads the profiles that are kept. */
export const openProfileReader = (store: ProfileStore): ProfileReader => ({
  async read(connection, persons, { withoutAttributes = false } = {}) {
    const profiles = new Map<string, PersonProfile>()
    for (let from = 0; from < persons.length; from += AT_ONCE) {
      const some = persons.slice(from, from + AT_ONCE)
      const identities = await readIdentities(store, connection, some)
      const known = withoutAttributes
        ? (await store.known(connection, some)).map((person) => [person, {}] as const)
        : await store.attributes(connection, some)
      for (const [person, attributes] of known) {
        profiles.set(person, {
          person,
          identities: identities.get(person) ?? [],
          attributes: attributes as PersonProfile['attributes'],
        })
      }
      await letOthersIn()
    }
    return profiles
  },
  async owners(connection, identities) {
    const found = await store.owners(connection, identities)
    return new Map(
      found.flatMap(({ namespace, id, owner }) =>
        owner === null ? [] : [[`${namespace}:${id}`, owner] as const],
      ),
    )
  },
})

async function readIdentities(
  store: ProfileStore,
  connection: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, readonly ProfileIdentity[]>> {
  const identities = new Map<string, ProfileIdentity[]>()
  for (const [person, namespace, id, since] of await store.own(connection, persons)) {
    const own = identities.get(person)
    if (own === undefined) identities.set(person, [{ namespace, id, since }])
    else own.push({ namespace, id, since })
  }
  return identities
}
