import { withOwnedBy } from '../../../identity/space/index.ts'
import { eraseRows } from '../../../lake/datasets/index.ts'
import { dropJourney, listJourneyFields, unstitchByField } from '../../../lake/journey/index.ts'
import { eraseRejectedWith } from '../../../lake/rejected.ts'
import { dropUnstitchedIds, noteUnstitched } from '../../../lake/unstitched.ts'
import type { ForgetReceipt } from '../../../model/answers/profiles.ts'
import { log } from '../../log.ts'
import type { Stores } from '../apply.ts'
import type { Connections } from '../connections.ts'
import type { Profiles } from '../profiles/profiles.ts'
import type { DiskReserve } from '../disk-reserve.ts'
import type { IdentitySpaces } from '../identity-spaces.ts'
import { whatIsAbout } from './carriers.ts'
import { eraseProfiles } from './erase-profiles.ts'
import { eraseStored } from './erase-stored.ts'
import { leaveDestinations } from './leave-destinations.ts'
import { carriersOf, type Place, readPlaces, targetOf } from './places.ts'
import { type ForgetRequest, listSourcesOf, planForgetting } from './plan.ts'

export interface Forgetting {
  /**
   * Erases an identity and, unless it is asked for alone, all of its graph. A second time finds nothing.
   * Errors: request/invalid, dataset/damaged.
   */
  forget(request: ForgetRequest, author: string): Promise<ForgetReceipt>
  /** What `forget` would do. */
  preview(request: ForgetRequest): Promise<ForgetReceipt>
  /** Brings to an end what a killed process has begun. */
  finish(): Promise<void>
}

interface Intent {
  readonly receipt: ForgetReceipt
  readonly author: string
  /** Whether the rest of the person stays. */
  readonly isAlone?: boolean
}

/** What erasing works with. */
export interface Workshop {
  readonly stores: Stores
  readonly spaces: IdentitySpaces
  readonly connections: Connections
  readonly profiles: Profiles
  readonly reserve: DiskReserve
}

export function openForgetting(workshop: Workshop): Forgetting {
  const { stores, reserve } = workshop
  const { lake, store } = stores
  const inTurn = <T>(work: () => Promise<T>) => lake.queue.run('forgetting', work)
  const complete = async (id: string, intent: Intent) => {
    await reserve.spend(() => erase(workshop, intent))
    await store.forgettings.finish(id)
  }
  return {
    forget: (request, author) =>
      inTurn(async () => {
        const receipt = await planForgetting(workshop, request)
        if (isNothing(receipt)) return { ...receipt, receipt: null }
        const intent = { receipt, author, isAlone: request.isAlone }
        await store.forgettings.note(receipt.receipt!, JSON.stringify(intent))
        await complete(receipt.receipt!, intent)
        return receipt
      }),
    async preview(request) {
      return { ...(await planForgetting(workshop, request)), receipt: null, preview: true }
    },
    finish: () =>
      inTurn(async () => {
        for (const { id, document } of await store.forgettings.list()) {
          try {
            await complete(id, JSON.parse(document) as Intent)
          } catch (error) {
            log.error(
              { err: error },
              `what was to be forgotten (${id}) is not yet: it is tried again at the next start`,
            )
          }
        }
      }),
  }
}

const isNothing = ({
  datasets,
  spaces,
  profiles,
  profileChanges,
  destinations,
}: ForgetReceipt): boolean =>
  spaces.length + profiles.length + profileChanges + destinations.length === 0 &&
  datasets.every((each) => each.rowsDeleted + each.rowsUnstitched + each.skippedDeleted === 0)

/** Each step can be repeated: first what the rows say is noted, for as long as they are there. */
async function erase(workshop: Workshop, { receipt, author, isAlone }: Intent): Promise<void> {
  const { stores, spaces, connections } = workshop
  const { lake } = stores
  const { identities } = receipt
  const catalog = await stores.catalog()
  const places = await readPlaces(stores)
  if (isAlone !== true) await leaveDestinations(stores, receipt)
  await unstitch(workshop, places, receipt)
  for (const dataset of new Set(places.map(({ entry }) => entry.dataset))) {
    await eraseRows(lake, dataset, whatIsAbout(identities, carriersOf(places, dataset)))
    const texts = identities.map(({ id }) => id)
    await eraseRejectedWith(lake, listSourcesOf(catalog, dataset), texts)
  }
  await eraseProfiles(lake, catalog, places, identities)
  for (const id of receipt.spaces) {
    const space = catalog.find('identity-space', id)
    if (space === undefined) continue
    const names = space.namespaces.map((namespace) => namespace.id)
    const own = identities.filter(({ namespace }) => names.includes(namespace))
    const texts = own.map((identity) => `${identity.namespace}:${identity.id}`)
    await spaces.forget(id, texts, author)
  }
  for (const id of receipt.connections) {
    if (catalog.find('connection', id) !== undefined) await rebuild(lake, connections, id)
  }
  await dropUnstitchedIds(lake, identities)
  await eraseStored(workshop, receipt)
}

/** Rows that are only stitched to the identities fall to nobody else when these are gone. */
async function unstitch(
  { stores: { lake }, spaces }: Workshop,
  places: readonly Place[],
  { identities, at }: ForgetReceipt,
): Promise<void> {
  const asked = new Set<string>()
  for (const { connection, entry, stored, datasets } of places) {
    const { stitch } = entry
    const target = targetOf(entry)
    const own = identities.filter(({ namespace }) => namespace === target)
    if (stitch === undefined || target === null || own.length === 0) continue
    const persons = own.map(({ id }) => id)
    if (stitch.method === 'field') {
      const fields = listJourneyFields(connection, datasets)
      const input = fields.datasets.find(({ dataset }) => dataset === entry.dataset)
      if (input !== undefined) await unstitchByField(lake, input, stored.batches, persons)
      continue
    }
    const { space } = stitch
    if (asked.has(`${space} ${target}`)) continue
    asked.add(`${space} ${target}`)
    const state = await spaces.open(space)
    await withOwnedBy(lake, state, { target, persons, now: at }, (rows) =>
      noteUnstitched(lake, { space }, target, rows),
    )
  }
}

/** A journey that cannot be built is not read either: its next refresh builds it. */
async function rebuild(
  lake: Stores['lake'],
  connections: Connections,
  connection: string,
): Promise<void> {
  try {
    await connections.rebuild(connection)
  } catch (error) {
    log.error({ err: error }, `the journey of ${connection} could not be built anew`)
    await dropJourney(lake, connection)
  }
}
