import { type Audiences, openAudiences } from '../../audiences/index.ts'
import type { Store } from '../../store/index.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'
import { describeFailure } from './failure.ts'

interface Surroundings {
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
  /** Who of several servers evaluates. */
  readonly owner: string
}

/** Audiences of this workspace, evaluated on its journeys. */
export const openWorkspaceAudiences = ({
  store,
  catalog,
  connections,
  owner,
}: Surroundings): Audiences =>
  openAudiences({
    store: store.audiences,
    async known() {
      const { list, find, dataView, connection } = await catalog()
      return {
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
    describe: describeFailure,
    owner,
    atOnce: 1000,
    now: Date.now,
  })
