import type { DefinitionKind } from '../../model/definitions/index.ts'
import { withinPath } from '../../model/errors.ts'
import type { RefreshOutcome } from '../../model/answers/connections.ts'
import type { Applied, Change } from '../../model/answers/definitions.ts'
import { giveIds } from '../../model/projects/document.ts'
import {
  type ApplyOptions,
  hasData,
  type StoredDefinition,
  type WriteOptions,
} from '../../store/index.ts'
import { keepKeys } from './collection/write-keys.ts'
import type { Secrets } from './secrets/secrets.ts'
import { listMissingDatasets } from './collection/missing-datasets.ts'
import { applyDefinitions, bringToLake, checkArriving, type Stores } from './apply.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'
import type { DiskReserve } from './disk-reserve.ts'
import { listSpaces } from './identity-spaces.ts'
import type { Profiles } from './profiles/profiles.ts'
import { finishRemovals, removeData } from './removals.ts'

/** Writing definitions, with what follows from it in the lake. */
export interface DefinitionWriter {
  /** All or none. Errors: like the store's applyAll, and what compiling the definitions throws. */
  apply(documents: readonly unknown[], options?: ApplyOptions): Promise<Applied>
  put(document: unknown, options?: WriteOptions): Promise<StoredDefinition>
  /** A dataset goes with its rows, a connection with its journey table. */
  remove(kind: DefinitionKind, id: string, options?: WriteOptions): Promise<void>
}

/** Who has to know of definitions. */
interface Followers {
  readonly secrets: Secrets
  readonly profiles: Pick<Profiles, 'followAll'>
}

export function openDefinitionWriter(
  stores: Stores,
  connections: Connections,
  reserve: DiskReserve,
  { secrets, profiles }: Followers,
): DefinitionWriter {
  const { store } = stores

  /** What a document does not say (again), or says in clear, as it is kept. */
  const keepUnsaid = (known: Catalog, document: unknown) =>
    secrets.keep(known, keepKeys(known, giveIds(document)))

  async function refreshChanged(changes: readonly Pick<Change, 'kind' | 'id'>[]) {
    const outcomes = new Map<string, RefreshOutcome>()
    const { list } = await stores.catalog()
    const idsOf = (wanted: DefinitionKind) =>
      changes.filter(({ kind }) => kind === wanted).map(({ id }) => id)
    const datasets = idsOf('dataset')
    const spaces = idsOf('identity-space')
    const concerned = list('connection').filter(
      (connection) =>
        idsOf('connection').includes(connection.id) ||
        connection.datasets.some(({ dataset }) => datasets.includes(dataset)) ||
        listSpaces(connection).some((space) => spaces.includes(space)),
    )
    for (const { id } of concerned) outcomes.set(id, await connections.refreshQuietly(id))
    await profiles.followAll()
    return [...outcomes.values()]
  }

  return {
    async apply(arriving, options) {
      await finishRemovals(stores)
      const known = await stores.catalog()
      const given: unknown[] = []
      for (const [index, document] of arriving.entries()) {
        given.push(await withinPath([index], () => keepUnsaid(known, document)))
      }
      const documents = [...listMissingDatasets(known, given), ...given]
      const changes = await applyDefinitions(stores, documents, options)
      const changed = changes.filter(({ change }) => change !== 'unchanged')
      return { changes, refreshed: await refreshChanged(changed) }
    },
    async put(given, options) {
      await finishRemovals(stores)
      const known = await stores.catalog()
      const document = await keepUnsaid(known, given)
      const missing = listMissingDatasets(known, [document])
      if (missing.length > 0) await checkArriving(stores, [{ document, path: [] }])
      if (missing.length > 0) await applyDefinitions(stores, missing)
      const arriving = await checkArriving(stores, [{ document, path: [] }])
      const stored = await store.definitions.put(document, options)
      const definitions = arriving.map(({ definition }) => definition)
      await bringToLake(stores, definitions)
      await refreshChanged(definitions)
      return stored
    },
    async remove(kind, id, options) {
      await reserve.spend(() => store.definitions.remove(kind, id, options))
      if (kind === 'alert' || kind === 'schedule') await store.jobs.forget(`${kind}/${id}`)
      if (kind === 'connection') await connections.settled(id)
      if (hasData(kind)) {
        await reserve.spend(() => removeData(stores, { kind, id }))
      }
      await profiles.followAll()
    },
  }
}
