import { hostname } from 'node:os'
import { endDeleted } from '../../audiences/index.ts'
import { dropSpace } from '../../identity/space/index.ts'
import { dropDataset, listRecords } from '../../lake/datasets/index.ts'
import { dropProfiles } from '../../lake/profiles.ts'
import { dropRejected } from '../../lake/rejected.ts'
import { dropUnstitched } from '../../lake/unstitched.ts'
import { dropJourney } from '../../lake/journey/index.ts'
import type { Definition } from '../../model/definitions/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { log } from '../log.ts'
import { bringToLake, type Stores } from './apply.ts'
import { defineDataset } from './define-dataset.ts'

type Removal = Awaited<ReturnType<Stores['store']['removals']['list']>>[number]

/** A dataset goes with its rows, a connection with its journey table; can be repeated. */
export async function removeData({ lake, store }: Stores, removal: Removal): Promise<void> {
  const finish = () => store.removals.finish(removal)
  switch (removal.kind) {
    case 'dataset':
      await dropUnstitched(lake, { dataset: removal.id })
      await dropProfiles(lake, removal.id)
      return dropDataset(lake, removal.id, finish)
    case 'connection':
      await dropJourney(lake, removal.id)
      await lake.queue.run(`profiles ${removal.id}`, () => store.profiles.drop(removal.id))
      return finish()
    case 'identity-space':
      await dropSpace(lake, removal.id)
      await dropUnstitched(lake, { space: removal.id })
      return finish()
    case 'source':
      await dropRejected(lake, removal.id)
      await store.sourceStates.forget(removal.id)
      return finish()
    case 'audience':
      await endAudience(store, removal.id)
      return finish()
    case 'destination':
      await store.deliveries.dropDestination(removal.id)
      return finish()
    default:
      removal.kind satisfies never
  }
}

/** Nobody is in it any more; who was, and what became of it, stays known: its numbers go on under the same id. */
async function endAudience(store: Stores['store'], id: string): Promise<void> {
  const versions = await store.definitions.history('audience', id)
  const last = versions.findLast(({ document }) => document !== null)
  const { exitOnEnd = true } = (last?.document ?? {}) as { readonly exitOnEnd?: boolean }
  const owner = `removals of ${hostname()}`.slice(0, 64)
  const ground = { store: store.audiences, owner, atOnce: 2000, now: Date.now }
  await endDeleted(ground, id, exitOnEnd)
}

/** Before there are rows or a definition under an id again, what it had before has to be gone. */
export async function finishRemovals(stores: Stores): Promise<void> {
  for (const removal of await stores.store.removals.list()) await removeData(stores, removal)
}

/** Brings store and lake to the same state again after a process was killed between them. */
export async function reconcileStores(stores: Stores): Promise<void> {
  await finishRemovals(stores)
  const catalog = await stores.catalog()
  for (const { id } of await listRecords(stores.lake)) {
    if (catalog.find('dataset', id) === undefined) await defineDataset(stores, id)
  }
  for (const definition of catalog.list('dataset')) await bringQuietly(stores, definition)
}

/** What the lake refuses about a definition is for the log: the others have to be served. */
async function bringQuietly(stores: Stores, definition: Definition): Promise<void> {
  try {
    await bringToLake(stores, [definition])
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    log.warn({ err: error }, `${definition.kind} ${definition.id} is not as it was defined`)
  }
}
