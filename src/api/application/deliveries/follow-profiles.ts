import { z } from 'zod'
import type { ProfileChangeDetail } from '../../../profile/index.ts'
import type { Store } from '../../../store/index.ts'

const CHANGES = 2000

/** Where it is kept how far the changes of profiles were followed: no destination has such an id. */
const PLACE = ':profiles'

const followed = z.object({ epoch: z.string(), number: z.number() }).partial()

/**
 * Has people looked at again whose identities have changed: destinations have those that were sent. `others`: also
 * whose attributes have, where those say what may be sent.
 */
export async function followProfiles(
  { deliveries, profiles }: Pick<Store, 'deliveries' | 'profiles'>,
  options: { readonly others: boolean },
): Promise<void> {
  const feed = await profiles.feed()
  const known = followed.parse(JSON.parse(await deliveries.readState(PLACE)))
  if (known.epoch === feed.epoch && known.number === feed.number) return
  const isAll = known.epoch === feed.epoch && known.number! >= feed.first - 1
  if (!isAll && known.epoch !== undefined) await deliveries.lookAtAllAgain()
  for (let after = isAll ? known.number! : feed.number; after < feed.number; ) {
    const changes = await profiles.changes(after, { limit: CHANGES })
    if (changes.length === 0) break
    const persons = changes
      .filter(({ document }) => isConcerned(JSON.parse(document) as ProfileChangeDetail, options))
      .map(({ person }) => person)
    await deliveries.lookAgain([...new Set(persons)])
    after = changes.at(-1)!.number
    await keep(after)
  }
  if (!isAll) await keep(feed.number)

  async function keep(number: number): Promise<void> {
    const document = JSON.stringify({ epoch: feed.epoch, number })
    await deliveries.changeState(PLACE, () => document)
  }
}

function isConcerned({ kind }: ProfileChangeDetail, { others }: { readonly others: boolean }) {
  if (kind === 'attribute-changed') return others
  return kind === 'identity-added' || kind === 'identity-removed'
}
