import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import type { Stores } from '../apply.ts'
import type { Catalog } from '../catalog.ts'

type People = ForgetReceipt['profiles']

/** Which destinations have people, or may have. */
export async function findAtDestinations(
  { store, catalog }: Stores,
  people: People,
): Promise<ForgetReceipt['destinations']> {
  const known = await catalog()
  const found: ForgetReceipt['destinations'][number][] = []
  for (const [connection, persons] of byConnection(people)) {
    const audiences = listAudiences(known, connection)
    found.push(...(await store.deliveries.findForgotten(persons, audiences)))
  }
  return found
}

/**
 * Has destinations let go of people, whatever their mode; what is known of the people there goes once that is
 * confirmed, and at once where they were nowhere. Can be repeated.
 */
export async function leaveDestinations(
  { store, catalog }: Stores,
  { profiles, at }: Pick<ForgetReceipt, 'profiles' | 'at'>,
): Promise<void> {
  const known = await catalog()
  for (const [connection, persons] of byConnection(profiles)) {
    const audiences = listAudiences(known, connection)
    await store.deliveries.forget(persons, audiences, new Date(at).toISOString())
  }
}

function byConnection(people: People): ReadonlyMap<string, readonly string[]> {
  const persons = new Map<string, string[]>()
  for (const { connection, person } of people) {
    persons.set(connection, [...(persons.get(connection) ?? []), person])
  }
  return persons
}

/** The audiences of a connection's people. */
const listAudiences = ({ list, find }: Catalog, connection: string): readonly string[] =>
  list('audience')
    .filter(({ dataView }) => find('data-view', dataView)?.connection === connection)
    .map(({ id }) => id)
