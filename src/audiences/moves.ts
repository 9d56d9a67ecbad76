import type { Connection } from '../model/definitions/index.ts'
import type { ProfileReader } from '../profile/profile.ts'
import type { AudienceStore, StoredMember } from '../store/index.ts'

/** Knows by which other ids people were in an audience before. */
export interface Moves {
  /** Members or former ones whose ids belong to some persons now, by person. */
  before(persons: readonly string[]): Promise<ReadonlyMap<string, readonly StoredMember[]>>
  /** Whose the ids of persons are now, where that is somebody else. */
  after(persons: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Of people who are told apart by one id only, none is ever merged. */
export const noMoves: Moves = {
  before: async () => new Map(),
  after: async () => new Map(),
}

export function openMoves(
  store: AudienceStore,
  profiles: ProfileReader,
  audience: string,
  connection: Connection,
): Moves {
  const namespaces = listNamespaces(connection)
  if (namespaces.length === 0) return noMoves
  return {
    async before(persons) {
      const known = await profiles.read(connection.id, persons, { withoutAttributes: true })
      const owners = new Map<string, string>()
      for (const [person, { identities }] of known) {
        for (const { id } of identities) if (id !== person) owners.set(id, person)
      }
      const found = new Map<string, StoredMember[]>()
      for (const member of await store.findMembers(audience, [...owners.keys()])) {
        const owner = owners.get(member.person)!
        found.set(owner, [...(found.get(owner) ?? []), member])
      }
      return found
    },
    async after(persons) {
      const identities = persons.flatMap((id) => namespaces.map((namespace) => ({ namespace, id })))
      const owners = await profiles.owners(connection.id, identities)
      const found = new Map<string, string>()
      for (const { namespace, id } of identities) {
        const owner = owners.get(`${namespace}:${id}`)
        if (owner !== undefined && owner !== id && !found.has(id)) found.set(id, owner)
      }
      return found
    },
  }
}

/** Namespaces of ids by which a connection knows people. */
function listNamespaces({ datasets }: Connection): readonly string[] {
  const named = datasets.flatMap(({ namespace, identities = [], stitch }) => [
    namespace,
    ...identities.map((identity) => identity.namespace),
    stitch?.namespace,
    ...(stitch?.method === 'graph' ? [stitch.target] : []),
  ])
  return [...new Set(named.filter((each) => each !== undefined))]
}
