import { openDatasets } from '../../lake/datasets/index.ts'
import { checkJourneys, dropLeftovers } from '../../lake/journey/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { refuseUnfinishedRestore } from '../../backup/index.ts'
import { createProfilesTable } from '../../lake/profiles.ts'
import { createRejectedTable } from '../../lake/rejected.ts'
import { dropSnapshot } from '../../lake/snapshot.ts'
import { connectLake, type LakeServer } from '../../lake/connect-lake.ts'
import type { Durability } from '../../lake/durability.ts'
import { openLake } from '../../lake/open-lake.ts'
import { openOutgoing, type OutgoingOptions } from '../../outgoing/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import type { Audiences } from '../../audiences/index.ts'
import { openWorkspaceAudiences } from './audiences.ts'
import { type BackUp, openBackups, sqlitePath } from './backups.ts'
import { type Catalog, watchCatalog } from './catalog.ts'
import type { Check } from '../../model/answers/damage.ts'
import { check } from './check.ts'
import { type Collection, openCollection } from './collection/collection.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Datasets, openWorkspaceDatasets } from './datasets.ts'
import { type DefinitionWriter, openDefinitionWriter } from './definitions.ts'
import { type IdentitySpaces, openIdentitySpaces } from './identity-spaces.ts'
import { checkSpaces, dropSpaceLeftovers } from '../../identity/space/index.ts'
import { type Deliveries, openDeliveries } from './deliveries/deliveries.ts'
import { openDiskReserve } from './disk-reserve.ts'
import { FairQueue } from './fair-queue.ts'
import { type Forgetting, openForgetting } from './forgetting/forgetting.ts'
import { KeptUploads } from './kept-uploads.ts'
import { readFormula } from '../../query/formula/index.ts'
import { type Instance, openInstance } from './instance.ts'
import { type ListProjects, openProjectList } from './projects/list-projects.ts'
import { openPulling, type Pulling } from './pulling/pulling.ts'
import { withMemberships } from './memberships/with-memberships.ts'
import { protectFolder } from './protect-folder.ts'
import { reconcileStores } from './removals.ts'
import { openSecrets, type Secrets } from './secrets/secrets.ts'
import { type Notices, openNotices } from './notices/notices.ts'
import { openProfiles, type Profiles } from './profiles/profiles.ts'
import { openReports, type Reports } from './reports.ts'
import { openWhatIfs, type WhatIfs } from './what-if/what-if.ts'
import { openSources } from './sources.ts'

export interface ThroughlineOptions {
  /** The folder of the embedded stores; made when it does not exist. */
  readonly dataDir: string
  /** `postgres://…` for a store that several servers share; a SQLite file in `dataDir` otherwise. */
  readonly storeUrl?: string | undefined
  /** A ClickHouse server instead of the embedded one. */
  readonly lakeServer?: LakeServer | undefined
  /** What acknowledged writes of rows survive: `disk` unless told. */
  readonly durability?: Durability | undefined
  /** Of the journey engine; as many as there are cores unless told. */
  readonly threads?: number | undefined
  /** Whether importers may name files of this machine: in a command, not in a server. */
  readonly allowsLocalFiles?: boolean | undefined
  /** Whether backups may go to folders of this machine: in a command, not in a server. */
  readonly allowsLocalBackups?: boolean | undefined
  /** How machines are asked that users name: only public ones, unless told. */
  readonly outgoing?: OutgoingOptions | undefined
}

/** Everything that a workspace is made of, open. */
export interface Throughline {
  readonly lake: LakeClient
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
  readonly definitions: DefinitionWriter
  readonly datasets: Datasets
  readonly collection: Collection
  readonly pulling: Pulling
  readonly connections: Connections
  readonly spaces: IdentitySpaces
  readonly profiles: Profiles
  readonly forgetting: Forgetting
  readonly secrets: Secrets
  readonly whatIfs: WhatIfs
  /** What is not as it was written; `repair` makes records of what is there. */
  readonly check: (options: { readonly repair: boolean }) => Promise<Check>
  readonly backUp: BackUp
  readonly reports: Reports
  readonly listProjects: ListProjects
  readonly audiences: Audiences
  readonly deliveries: Deliveries
  readonly notices: Notices
  /** Whose turn it is to have something computed, or fetched from other machines. */
  readonly turns: {
    readonly reports: FairQueue
    readonly fetches: FairQueue
    readonly whatIfs: FairQueue
  }
  /** Of previews. */
  readonly uploads: KeptUploads
  readonly allowsLocalFiles: boolean
  readonly allowsLocalBackups: boolean
  readonly instance: Instance
  /** UTC milliseconds. */
  readonly openedAt: number
  close(): Promise<void>
}

/** Opens the stores of a workspace. Errors: store/busy, store/unusable, restore/unfinished. */
export async function openThroughline(options: ThroughlineOptions): Promise<Throughline> {
  const { dataDir, lakeServer, durability } = options
  await protectFolder(dataDir)
  await refuseUnfinishedRestore(dataDir)
  const lake = lakeServer
    ? await connectLake(lakeServer, { durability })
    : await openLake(dataDir, { durability })
  try {
    return await assemble(lake, options)
  } catch (error) {
    await lake.close()
    throw error
  }
}

/** How often is looked whether replays of stitched datasets are due. */
const REPLAYS_EVERY_MS = 30_000

async function assemble(lake: LakeClient, options: ThroughlineOptions): Promise<Throughline> {
  await openDatasets(lake)
  await createRejectedTable(lake)
  await createProfilesTable(lake)
  await dropLeftovers(lake)
  await dropSnapshot(lake)
  await dropSpaceLeftovers(lake)
  await checkSpaces(lake)
  await checkJourneys(lake)
  const store = await openStore(options.storeUrl ?? sqlitePath(options.dataDir), readFormula)
  const catalog = watchCatalog(store)
  const sources = openSources(lake, options.threads)
  await reconcileStores({ lake, store, catalog })
  const spaces = openIdentitySpaces(lake, catalog)
  const openSource = withMemberships(sources.open, catalog, store.membershipHistory)
  const stores = { lake, store, catalog }
  const instance = await openInstance(options.dataDir)
  const owner = instance.id
  const profiles = openProfiles(stores, { owner })
  let audiences: Audiences | undefined
  const connections = openConnections(lake, catalog, spaces, openSource, (id) => {
    profiles.follow(id)
    audiences?.follow(id)
  })
  const reserve = await openDiskReserve(options.dataDir)
  const forgetting = openForgetting({ stores, spaces, connections, profiles, reserve })
  await forgetting.finish()
  await connections.refreshOutdated()
  await profiles.followAll()
  const replays = setInterval(() => void connections.replayDue(), REPLAYS_EVERY_MS).unref()
  const outgoing = openOutgoing(options.outgoing)
  const secrets = openSecrets(process.env)
  const definitions = openDefinitionWriter(stores, connections, reserve, { secrets, profiles })
  const datasets = openWorkspaceDatasets(stores, connections, { outgoing, reserve })
  const { dataDir } = options
  const collection = await openCollection({ ...stores, definitions, datasets, dataDir })
  const backUp = openBackups(stores, dataDir, outgoing)
  const { reader } = profiles
  audiences = openWorkspaceAudiences({ stores, connections, profiles: reader, secrets, owner })
  const followed = audiences
  const deliveries = openDeliveries({
    ...{ ...stores, outgoing, secrets, dataDir, owner },
    profiles: reader,
  })
  const reports = openReports(catalog, connections)
  const notices = await openNotices({
    ...{ stores, connections, reports, lake, outgoing, secrets, dataDir, owner },
  })
  const pulling = openPulling({ ...stores, datasets, outgoing, dataDir, owner })
  return {
    ...stores,
    definitions,
    datasets,
    collection,
    pulling,
    connections,
    spaces,
    profiles,
    forgetting,
    secrets,
    whatIfs: openWhatIfs({ lake, catalog, connections, sources }, spaces),
    check: ({ repair }) => check(stores, connections, repair),
    async backUp(address, onProgress) {
      await collection.settle()
      return backUp(address, onProgress)
    },
    reports,
    listProjects: openProjectList(store),
    audiences: followed,
    deliveries,
    notices,
    turns: {
      reports: new FairQueue('reports-at-once'),
      fetches: new FairQueue('fetches-at-once'),
      whatIfs: new FairQueue('what-ifs-at-once'),
    },
    uploads: new KeptUploads(),
    allowsLocalFiles: options.allowsLocalFiles ?? false,
    allowsLocalBackups: options.allowsLocalBackups ?? false,
    instance,
    openedAt: Date.now(),
    async close() {
      clearInterval(replays)
      await notices.close()
      await followed.close()
      await deliveries.close()
      await pulling.close()
      await collection.close()
      await connections.close()
      await profiles.close()
      await sources.close()
      await store.close()
      await lake.close()
    },
  }
}
