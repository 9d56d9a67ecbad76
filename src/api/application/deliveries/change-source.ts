import type { ChangeSource } from '../../../destinations/outbox/profile-changes.ts'
import { describeDenial } from '../../../governance/index.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import type { Store } from '../../../store/index.ts'
import type { Catalog } from '../catalog.ts'
import { denyProfileChanges, openConsentIn } from '../governance/governance.ts'
import { followAudiences } from '../profiles/changes.ts'

/** The feed of profiles as destinations follow it. */
export const openChangeSource = (store: Store, catalog: () => Promise<Catalog>): ChangeSource => ({
  async feed() {
    await followAudiences({ store, catalog })
    return store.profiles.feed()
  },
  changes: (after, options) => store.profiles.changes(after, options),
  denial: async (destination) => describeChangesDenial(await catalog(), destination),
  consent: async (destination) => {
    const { profileChanges: told } = destination
    return told && openConsentIn(await catalog(), told.connection, destination)
  },
})

/** Why changes of profiles may not be sent there; undefined where they may. */
export function describeChangesDenial(
  catalog: Catalog,
  destination: Destination,
): string | undefined {
  const denials = denyProfileChanges(catalog, destination)
  return [...new Set(denials.map(describeDenial))].join('; ') || undefined
}
