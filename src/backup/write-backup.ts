import { rm, writeFile } from 'node:fs/promises'
import type { LakeClient } from '../lake/client.ts'
import { searchDamage } from '../lake/datasets/index.ts'
import {
  archiveTable,
  countTable,
  dropSnapshot,
  takeSnapshot,
  type TableSnapshot,
} from '../lake/snapshot.ts'
import type { BackupProgress, BackupReport } from '../model/answers/backups.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { Store, StoreCopy } from '../store/index.ts'
import { type KeptTable, MANIFEST, type Manifest, printManifest } from './manifest.ts'
import type { Place } from './place.ts'
import { describeContents } from './describe-contents.ts'

export interface BackupSource {
  readonly lake: LakeClient
  readonly store: Store
  /** Of Throughline. */
  readonly version: string
}

/**
 * Writes a backup of all that cannot be made again, as of one moment, while everything goes on. The manifest
 * comes last: what was interrupted is no backup.
 * Errors: backup/elsewhere, backup/place-not-empty, backup/place-failed, store/busy.
 */
export async function writeBackup(
  source: BackupSource,
  place: Place,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<BackupReport> {
  const { lake } = source
  if (lake.kind === 'server') throw new ThroughlineError('backup/elsewhere')
  return lake.queue.run('backup', async () => {
    await place.begin()
    try {
      return await write(source, place, onProgress)
    } catch (error) {
      await place.discard()
      throw error
    } finally {
      await dropSnapshot(lake)
    }
  })
}

async function write(
  { lake, store, version }: BackupSource,
  place: Place,
  onProgress: (progress: BackupProgress) => void,
): Promise<BackupReport> {
  const damage = [...(await searchDamage(lake))]
  const made = new Date().toISOString()
  const { snapshot, copy } = await takeMoment(lake, store)
  const tables: KeptTable[] = []
  for (const [index, table] of snapshot.entries()) {
    onProgress({ share: index / snapshot.length, table: table.name })
    tables.push(await keepTable(lake, table, place))
  }
  const kept = {
    throughline: version,
    made,
    store: await keepText(place, 'store.json', copy),
    tables,
  }
  await writeManifest(place, kept)
  onProgress({ share: 1, table: null })
  return { place: place.address, made, ...describeContents(kept, copy), damage }
}

const MOST_TRIES = 10

/** Lake and store as of one moment: no definition was written between the two, and no table came or went. */
async function takeMoment(
  lake: LakeClient,
  store: Store,
): Promise<{ readonly snapshot: readonly TableSnapshot[]; readonly copy: StoreCopy }> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const sequence = await store.sequence()
    const copy = await store.copy()
    const snapshot = await takeSnapshot(lake)
    if (snapshot !== undefined && (await store.sequence()) === sequence) return { snapshot, copy }
  }
  throw new ThroughlineError('store/busy', { reason: 'its definitions keep changing' })
}

async function keepTable(lake: LakeClient, table: TableSnapshot, place: Place): Promise<KeptTable> {
  const name = `lake/${table.name}.tar`
  await rm(place.pathOf(name), { force: true })
  await archiveTable(lake, table, place.pathOf(name))
  const { rows, batches } = await countTable(lake, table)
  return { name: table.name, rows, batches: [...batches], file: await place.keep(name) }
}

async function keepText(place: Place, name: string, contents: unknown) {
  await writeFile(place.pathOf(name), JSON.stringify(contents), { mode: 0o600 })
  return place.keep(name)
}

async function writeManifest(place: Place, kept: Omit<Manifest, 'format'>): Promise<void> {
  await writeFile(place.pathOf(MANIFEST), printManifest(kept), { mode: 0o600 })
  await place.keep(MANIFEST)
}
