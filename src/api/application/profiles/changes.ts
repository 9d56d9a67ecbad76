import { readLimit } from '../../../model/budgets/index.ts'
import type { ProfileChange } from '../../../model/answers/profiles.ts'
import type { KeptChange, Store } from '../../../store/index.ts'
import type { ProfileChangeDetail } from '../../../profile/index.ts'
import type { Stores } from '../apply.ts'
import { connectionsOfAudiences } from './keeping.ts'

export interface FollowedChanges {
  /** The id of the last change that is known. */
  readonly after?: string | undefined
  /** Begins with so many of those that are known, where no id is given; all unless told. */
  readonly latest?: number | undefined
  readonly connection?: string | undefined
  readonly audience?: string | undefined
  /** Whether it ends with what is known. */
  readonly endsNow: boolean
}

type Send = (event: string, change: ProfileChange, id?: string) => Promise<void>

const AT_ONCE = 500
const LOOK_EVERY_MS = 500

/** Sends changes behind one, as they come, until nobody listens. */
export async function sendChanges(
  stores: Stores,
  followed: FollowedChanges,
  send: Send,
  signal: AbortSignal,
): Promise<void> {
  const { profiles } = stores.store
  await followAudiences(stores)
  const { epoch, ...feed } = await profiles.feed()
  const start = startOf(followed, { epoch, ...feed })
  if (start.isMissed) await send('change', { kind: 'missed', at: new Date().toISOString() })
  for (let after = start.after; !signal.aborted; ) {
    const changes = await profiles.changes(after, {
      connection: followed.connection,
      limit: AT_ONCE,
    })
    for (const change of changes) {
      if (isWanted(change, followed))
        await send('change', read(change), `${epoch}-${change.number}`)
    }
    after = changes.at(-1)?.number ?? after
    if (changes.length === AT_ONCE) continue
    if (followed.endsNow) return
    await wait(LOOK_EVERY_MS, signal)
    await followAudiences(stores)
  }
}

type Feed = Awaited<ReturnType<Store['profiles']['feed']>>

/** Where it begins: behind the given id, else with what is kept. */
function startOf(
  { after: given, latest }: FollowedChanges,
  { epoch, number, first }: Feed,
): { readonly after: number; readonly isMissed: boolean } {
  if (given === undefined) {
    const after = latest === undefined ? first - 1 : Math.max(first - 1, number - latest)
    return { after, isMissed: false }
  }
  const [ofEpoch, text] = given.split('-')
  const after = Number(text)
  const isKnown = ofEpoch === epoch && after >= first - 1 && after <= number
  return isKnown ? { after, isMissed: false } : { after: first - 1, isMissed: true }
}

/** Brings who entered and left audiences into the feed. */
export async function followAudiences({
  store,
  catalog,
}: Pick<Stores, 'store' | 'catalog'>): Promise<void> {
  const audiences = connectionsOfAudiences(await catalog())
  if (audiences.size === 0) return
  const most = readLimit('profile-changes-kept')
  while (await store.profiles.followAudiences(audiences, most)) await new Promise(setImmediate)
}

function isWanted({ document }: KeptChange, { audience }: FollowedChanges): boolean {
  if (audience === undefined) return true
  const detail = JSON.parse(document) as ProfileChangeDetail
  return 'audience' in detail && detail.audience === audience
}

const read = ({ connection, person, at, document }: KeptChange): ProfileChange => ({
  ...(JSON.parse(document) as ProfileChangeDetail),
  connection,
  person,
  at,
})

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
  })
