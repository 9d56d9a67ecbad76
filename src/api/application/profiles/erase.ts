import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import type { NamedIdentity, Store } from '../../../store/index.ts'
import type { Following } from './follow.ts'

type Part = Pick<ForgetReceipt, 'profiles' | 'profileChanges'>

/** Whose kept profiles have one of the identities, and what the feed has about them. */
export async function findKeptOf(
  { profiles }: Store,
  identities: readonly NamedIdentity[],
): Promise<Part> {
  const found: { connection: string; person: string }[] = []
  for (const connection of await profiles.kept()) {
    const owners = await profiles.owners(connection, identities)
    const persons = new Set(owners.flatMap(({ owner }) => owner ?? []))
    for (const person of [...persons].toSorted()) found.push({ connection, person })
  }
  const persons = found.map(({ person }) => person)
  const profileChanges = await profiles.countChanges(persons, textsOf(identities))
  return { profiles: found, profileChanges }
}

const textsOf = (identities: readonly NamedIdentity[]) => identities.map(({ id }) => id)

/**
 * Takes kept profiles out, with what the feed says about them; what is left of these people is worked out with the
 * journey that was built anew. To be called when the lake has forgotten them. Can be repeated.
 */
export async function eraseKept(
  { profiles }: Store,
  following: Pick<Following, 'inTurn' | 'follow'>,
  { identities, profiles: found }: Pick<ForgetReceipt, 'identities' | 'profiles'>,
): Promise<void> {
  for (const connection of await profiles.kept()) {
    await following.inTurn(connection, async () => {
      const carriers = await profiles.carriers(connection, identities)
      const own = found.filter((each) => each.connection === connection)
      const persons = [...new Set([...own.map(({ person }) => person), ...carriers])]
      await profiles.erasePersons(connection, persons)
    })
    following.follow(connection)
  }
  const persons = found.map(({ person }) => person)
  await profiles.eraseChanges(persons, textsOf(identities))
}
