import type { Profile } from '../../../model/answers/profiles.ts'
import type { NamedIdentity, Store } from '../../../store/index.ts'
import type { ProfileDocument } from '../../../profile/index.ts'
import type { Catalog } from '../catalog.ts'
import { connectionsOfAudiences } from './keeping.ts'

/** What is known of a person in a connection, kept or worked out. */
export interface KnownProfile {
  readonly connection: string
  readonly person: string
  readonly identities: readonly (NamedIdentity & { readonly since: string })[]
  readonly document: ProfileDocument
  readonly dataVersion: number
  readonly isKept: boolean
  readonly otherConnections: readonly string[]
}

export async function answerProfile(
  store: Store,
  catalog: Catalog,
  { identities, document, ...known }: KnownProfile,
): Promise<Profile> {
  const own = identities.map(({ namespace, id, since }) => ({ namespace, id, since }))
  return {
    ...known,
    ...document,
    identities: own.toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.id, b.id)),
    audiences: await listAudiences(store, catalog, known),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

async function listAudiences(
  store: Store,
  catalog: Catalog,
  { connection, person }: Pick<KnownProfile, 'connection' | 'person'>,
): Promise<Profile['audiences']> {
  const connections = connectionsOfAudiences(catalog)
  const memberships = await store.profiles.memberships(person)
  return Object.fromEntries(
    memberships
      .filter(({ audience }) => connections.get(audience) === connection)
      .map(({ audience, isMember, run, latestRun, since }) => {
        const status = !isMember ? 'exited' : run === latestRun ? 'realized' : 'existing'
        return [audience, { status, since }] as const
      }),
  )
}
