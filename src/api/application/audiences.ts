import { type Audiences, openAudiences } from '../../audiences/index.ts'
import type { ProfileReader } from '../../profile/profile.ts'
import { log } from '../log.ts'
import type { Stores } from './apply.ts'
import type { Connections } from './connections.ts'
import { showDeliveries } from './deliveries/show-deliveries.ts'
import { describeFailure } from './failure.ts'
import { refusePublishing } from './governance/governance.ts'
import type { Secrets } from './secrets/secrets.ts'

interface Surroundings {
  readonly stores: Stores
  readonly connections: Connections
  readonly profiles: ProfileReader
  readonly secrets: Secrets
  /** Who of several servers evaluates. */
  readonly owner: string
}

const LOOK_EVERY_MS = 500

/** A step of so many takes some milliseconds here, and some tens of milliseconds of the store. */
const PERSONS_AT_ONCE = 2000

/** Audiences of this workspace, evaluated on its journeys, by themselves where their definitions say so. */
export function openWorkspaceAudiences({
  stores: { store, catalog },
  connections,
  profiles,
  secrets,
  owner,
}: Surroundings): Audiences {
  const audiences = openAudiences({
    store: store.audiences,
    async known() {
      const { sequence, list, find, dataView, connection } = await catalog()
      return {
        sequence,
        audiences: list('audience'),
        audience: (id) => find('audience', id),
        destination: (id) => find('destination', id),
        dataView,
        connection,
      }
    },
    async open(dataView, now) {
      const { definitions } = await catalog()
      return { source: await connections.source(dataView.connection), dataView, definitions, now }
    },
    profiles,
    showDeliveries: (...of) => showDeliveries({ store, catalog, profiles, secrets }, ...of),
    refuse: async ({ id }) => refusePublishing(await catalog(), id),
    describe: describeFailure,
    log: (err, message) => log.warn({ err }, message),
    owner,
    atOnce: PERSONS_AT_ONCE,
    now: Date.now,
  })
  let looking: Promise<void> | undefined
  const look = () => {
    looking ??= audiences
      .tick()
      .catch((err: unknown) => log.error({ err }, 'audiences were not looked at'))
      .finally(() => (looking = undefined))
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    ...audiences,
    async close() {
      clearInterval(timer)
      await looking
      await audiences.close()
    },
  }
}
