import { readLedger } from '../../identity/ledger/index.ts'
import {
  type Edited,
  editSpace,
  type Feed,
  forgetIdentities,
  loadSpace,
  parseIdentity,
  refreshSpace,
  type SpaceState,
  toStitchingGraph,
} from '../../identity/space/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { namedSpaces } from '../../model/definitions/connection.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Connection, IdentitySpace } from '../../model/definitions/index.ts'
import type { Catalog } from './catalog.ts'

type Wish = Parameters<typeof editSpace>[2]
type EditOptions = Parameters<typeof editSpace>[3]

/** Identity spaces as their datasets feed them. */
export interface IdentitySpaces {
  /** As it is published; built now when it never was. Errors: definition/unknown-id. */
  open(id: string): Promise<SpaceState>
  /** Brings it up to date with its datasets. Errors: definition/unknown-id, dataset/damaged. */
  refresh(id: string): Promise<SpaceState>
  /** Brings the spaces that stitch a connection, or that its datasets feed, up to date; gives their states. `isLive`: rows were appended. */
  refreshOf(connection: Connection, isLive?: boolean): Promise<ReadonlyMap<string, SpaceState>>
  /** The versions of the spaces of a connection that are built, as what they stitch knows them. */
  versionsOf(connection: Connection): Promise<ReadonlyMap<string, string>>
  /** Whether people said something that a space of the connection does not heed yet: a process was killed. */
  isBehind(connection: Connection): Promise<boolean>
  /** Erases identities, `namespace:id`, for good; the space is built anew. Errors: request/invalid. */
  forget(id: string, texts: readonly string[], author: string): Promise<void>
  /** Errors: definition/unknown-id, identity/…. */
  edit(id: string, wish: Wish, options: EditOptions): Promise<Edited>
}

export function openIdentitySpaces(
  lake: LakeClient,
  catalog: () => Promise<Catalog>,
): IdentitySpaces {
  async function refresh(id: string, isLive = false): Promise<SpaceState> {
    const known = await catalog()
    const feeds = listFeeds(known.list('connection'), id)
    return refreshSpace(lake, findSpace(known, id), feeds, { isLive })
  }

  async function open(id: string): Promise<SpaceState> {
    findSpace(await catalog(), id)
    return (await loadSpace(lake, id)) ?? refresh(id)
  }

  return {
    open,
    refresh: (id) => refresh(id),
    async refreshOf(connection, isLive) {
      const states = new Map<string, SpaceState>()
      for (const id of listSpaces(connection)) states.set(id, await refresh(id, isLive))
      return states
    },
    async versionsOf(connection) {
      const versions = new Map<string, string>()
      for (const id of listSpaces(connection)) {
        const state = await loadSpace(lake, id)
        if (state !== null) versions.set(id, toStitchingGraph(state).version)
      }
      return versions
    },
    async isBehind(connection) {
      for (const id of listSpaces(connection)) {
        const state = await loadSpace(lake, id)
        const last = (await readLedger(lake, id)).at(-1)?.entry ?? 0
        if (state === null || state.entry < last) return true
      }
      return false
    },
    async forget(id, texts, author) {
      const state = await open(id)
      await forgetIdentities(
        lake,
        id,
        texts.map((text) => parseIdentity(state, text)),
        author,
      )
      await refresh(id)
    },
    async edit(id, wish, options) {
      await open(id)
      return editSpace(lake, id, wish, options)
    },
  }
}

type Entry = Connection['datasets'][number]

/** The spaces that the identities of a dataset's part in a connection go to. */
const spacesOf = (entry: Entry): readonly string[] => namedSpaces(entry).map(({ id }) => id)

export const listSpaces = ({ datasets }: Connection): readonly string[] => [
  ...new Set(datasets.flatMap(spacesOf)),
]

/** The datasets of all connections that feed a space, each way of reading one once; in whatever order they come. */
export function listFeeds(connections: readonly Connection[], space: string): readonly Feed[] {
  const entries = connections
    .flatMap(({ datasets }) => datasets)
    .filter((entry) => spacesOf(entry).includes(space))
  const feeds = entries.flatMap(({ dataset, identities = [] }) => {
    const carried = identities.map(({ field, namespace }) => ({ field, namespace }))
    return carried.length === 0 ? [] : [{ dataset, identities: carried }]
  })
  const byText = new Map(feeds.map((feed) => [JSON.stringify(feed), feed]))
  return [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, feed]) => feed)
}

function findSpace(catalog: Catalog, id: string): IdentitySpace {
  const found = catalog.find('identity-space', id)
  if (found) return found
  const allowed = catalog.list('identity-space').map((space) => space.id)
  throw new ThroughlineError('definition/unknown-id', { kind: 'identity-space', id, allowed })
}
