import type { DeliveredIdentity } from '../destination.ts'
import { keyOf } from './identities.ts'
import type { PlanGround } from './plan.ts'

/**
 * Identities that are to be removed but belong to somebody else by now who should be in: persons were merged. They
 * stay. As `namespace:id`.
 */
export async function findOthers(
  { store, profiles, destination, audience }: PlanGround,
  removals: readonly (readonly [person: string, identities: readonly DeliveredIdentity[]])[],
): Promise<ReadonlySet<string>> {
  const persons = new Map(
    removals.flatMap(([person, identities]) =>
      identities.map((identity) => [keyOf(identity), { person, identity }] as const),
    ),
  )
  if (audience.connection === undefined || persons.size === 0) return new Set()
  const identities = [...persons.values()].map(({ identity }) => identity)
  const owners = await profiles.owners(audience.connection, identities)
  const foreign = [...owners].filter(([key, owner]) => persons.get(key)?.person !== owner)
  const wanted = await store.findWantedIn({ destination: destination.id, audience: audience.id }, [
    ...new Set(foreign.map(([, owner]) => owner)),
  ])
  return new Set(foreign.filter(([, owner]) => wanted.has(owner)).map(([key]) => key))
}
