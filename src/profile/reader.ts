import type { ProfileStore } from '../store/index.ts'
import type { PersonProfile, ProfileDocument, ProfileIdentity, ProfileReader } from './profile.ts'

/** Reads the profiles that are kept. */
export const openProfileReader = (store: ProfileStore): ProfileReader => ({
  async read(connection, persons) {
    const kept = await store.read(connection, persons)
    const identities = new Map<string, ProfileIdentity[]>()
    for (const { person, owner, namespace, id, since } of await store.carried(
      connection,
      persons,
    )) {
      if (person !== owner) continue
      const own = identities.get(person)
      if (own === undefined) identities.set(person, [{ namespace, id, since }])
      else own.push({ namespace, id, since })
    }
    return new Map(
      [...kept].map(([person, { document }]): [string, PersonProfile] => {
        const { attributes } = JSON.parse(document) as ProfileDocument
        return [person, { person, identities: identities.get(person) ?? [], attributes }]
      }),
    )
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
