import { systemClock } from '../../../destinations/outbox/clock.ts'
import { openOutbox } from '../../../destinations/outbox/outbox.ts'
import type {
  DeliveryPage,
  DestinationStatus,
  DestinationTest,
  RejectedPeople,
} from '../../../model/answers/destinations.ts'
import { readLimit } from '../../../model/budgets/index.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { ProfileReader } from '../../../profile/index.ts'
import type { Store } from '../../../store/index.ts'
import { log } from '../../log.ts'
import type { Catalog } from '../catalog.ts'
import { groundAudience, listAudiences } from './audience-ground.ts'
import { openChangeSource } from './change-source.ts'
import { findDestination } from './find-destination.ts'
import { findProfile } from './find-profile.ts'
import { followProfiles } from './follow-profiles.ts'
import {
  type DestinationSurroundings,
  openWorkspaceDestination,
} from './open-workspace-destination.ts'
import { describePage, readRejected } from './pages.ts'
import { describeStatus } from './status.ts'
import { testDestination } from './test-destination.ts'

/** What audiences want at destinations, and how it gets there. Each of an id: destination/unknown. */
export interface Deliveries {
  /** Has looked what is due, soon. */
  wake(): void
  list(): Promise<readonly DestinationStatus[]>
  status(id: string): Promise<DestinationStatus>
  /** Sends one person, made up unless told. Errors: person/unknown. */
  test(id: string, who: NamedPerson | undefined): Promise<DestinationTest>
  /** What was sent, the latest first. */
  batches(id: string, page: DeliveryQuery): Promise<DeliveryPage>
  rejected(id: string, page: Omit<DeliveryQuery, 'person'>): Promise<RejectedPeople>
  /** Lets those wait again who were not taken, and the destination be asked at once. Gives how many. */
  retry(id: string, choice: RetryChoice): Promise<number>
  /** Has everybody sent again who should be there. Gives how many. Errors: destination/wrong-mode. */
  resend(id: string, audience: string | undefined): Promise<number>
  close(): Promise<void>
}

interface NamedPerson {
  readonly namespace: string
  readonly id: string
}

export interface DeliveryQuery {
  readonly after?: string | undefined
  readonly limit: number
  readonly person?: string | undefined
}

interface RetryChoice {
  readonly audience?: string | undefined
  readonly persons?: readonly string[] | undefined
}

interface Surroundings extends DestinationSurroundings {
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
  readonly profiles: ProfileReader
  /** Who of several servers delivers. */
  readonly owner: string
}

export function openDeliveries(surroundings: Surroundings): Deliveries {
  const { store, catalog, profiles, owner, secrets } = surroundings
  const { deliveries } = store
  const open = (destination: Destination) => openWorkspaceDestination(surroundings, destination)
  const outbox = openOutbox({
    ...{ store: deliveries, profiles, owner, open, clock: systemClock },
    changes: openChangeSource(store, catalog),
    async destinations() {
      const all = (await catalog()).list('destination')
      if (all.length > 0) {
        await followProfiles(store, { others: all.some(({ purpose }) => purpose !== undefined) })
      }
      return all
    },
    destination: async (id) => (await catalog()).find('destination', id),
    audiences: async (id) => listAudiences(await catalog(), id),
    audience: async (id, destination) => groundAudience(await catalog(), id, destination),
    logDays: readLimit('delivery-log-days'),
    report: (error, destination) =>
      log.error({ err: error, destination }, 'a destination could not be delivered to'),
  })
  const find = async (id: string) => findDestination(await catalog(), id)
  const describe = async (destination: Destination) =>
    describeStatus({ deliveries, outbox, secrets, catalog: await catalog() }, destination)

  return {
    wake: () => outbox.wake(),
    async list() {
      const all: DestinationStatus[] = []
      for (const each of (await catalog()).list('destination')) all.push(await describe(each))
      return all
    },
    status: async (id) => describe(await find(id)),
    async test(id, who) {
      const destination = await find(id)
      const profile = who && (await findProfile(await catalog(), profiles, id, who))
      const result = await testDestination(destination, () => open(destination), profile)
      if (result.ok) await outbox.forgive(id)
      return result
    },
    async batches(id, page) {
      await find(id)
      return describePage(deliveries, id, page)
    },
    async rejected(id, page) {
      await find(id)
      return readRejected(deliveries, id, page)
    },
    async retry(id, choice) {
      await find(id)
      const retried = await deliveries.retryDead(id, choice)
      await outbox.forgive(id)
      return retried
    },
    async resend(id, audience) {
      const { mode } = await find(id)
      if (mode === 'event' || mode === 'remove-only') {
        throw new ThroughlineError('destination/wrong-mode', { id, mode })
      }
      await outbox.countResend(id)
      const resent = await deliveries.sendAllAgain(id, audience)
      outbox.wake()
      return resent
    },
    close: () => outbox.close(),
  }
}
