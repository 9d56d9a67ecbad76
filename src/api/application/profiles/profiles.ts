import type {
  ForgetReceipt,
  FoundPeople,
  Profile,
  ProfileEvents,
} from '../../../model/answers/profiles.ts'
import { openProfileReader, type ProfileReader } from '../../../profile/index.ts'
import type { NamedIdentity } from '../../../store/index.ts'
import type { Stores } from '../apply.ts'
import { sendChanges } from './changes.ts'
import { eraseKept, findKeptOf } from './erase.ts'
import { findPeople } from './find.ts'
import { type Following, type FollowingOptions, openFollowing } from './follow.ts'
import { findRow, listEvents, lookUp, type WantedProfile } from './look-up.ts'

type Rest<F> = F extends (stores: Stores, ...rest: infer R) => infer A ? (...rest: R) => A : never

/** The profiles of people: kept where audiences or definitions ask for it, worked out when asked for elsewhere. */
export interface Profiles extends Pick<Following, 'follow' | 'followAll' | 'settled' | 'close'> {
  /** Of those that are kept. */
  readonly reader: ProfileReader
  /** Errors: profile/unknown, person/unknown, connection/unknown. */
  lookUp(wanted: WantedProfile, connection: string | undefined): Promise<Profile>
  /** By an identity or by what a journey calls them; `namespace:id` is understood, too. */
  find(search: string): Promise<FoundPeople>
  /** Errors: person/unknown, connection/unknown. */
  listEvents(...page: Parameters<Rest<typeof listEvents>>): Promise<ProfileEvents>
  /** Errors: person/unknown, connection/unknown, request/impossible. */
  findRow: Rest<typeof findRow>
  sendChanges: Rest<typeof sendChanges>
  findKeptOf(
    identities: readonly NamedIdentity[],
  ): Promise<Pick<ForgetReceipt, 'profiles' | 'profileChanges'>>
  erase(receipt: Pick<ForgetReceipt, 'identities' | 'profiles'>): Promise<void>
}

export function openProfiles(stores: Stores, options: FollowingOptions): Profiles {
  const { follow, followAll, settled, inTurn, close } = openFollowing(stores, options)
  return {
    follow,
    followAll,
    settled,
    close,
    reader: openProfileReader(stores.store.profiles),
    lookUp: (wanted, connection) => lookUp(stores, wanted, connection),
    find: (search) => findPeople(stores, search),
    listEvents: (person, page) => listEvents(stores, person, page),
    findRow: (person, at) => findRow(stores, person, at),
    sendChanges: (followed, send, signal) => sendChanges(stores, followed, send, signal),
    findKeptOf: (identities) => findKeptOf(stores.store, identities),
    erase: (receipt) => eraseKept(stores.store, { inTurn, follow }, receipt),
  }
}
