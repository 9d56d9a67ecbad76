import { readFile } from 'node:fs/promises'
import type { LakeClient } from '../lake/client.ts'
import { lockDirectory } from '../lake/directory-lock.ts'
import type { Durability } from '../lake/durability.ts'
import { openLake } from '../lake/open-lake.ts'
import { countTable, unpackTable } from '../lake/snapshot.ts'
import type { BackupProgress, RestoreReport } from '../model/answers/backups.ts'
import { ThroughlineError } from '../model/errors.ts'
import { refuseFilledStore, restoreStore, type StoreCopy } from '../store/index.ts'
import { describeContents } from './describe-contents.ts'
import { claimFolder } from './folder-claim.ts'
import { type KeptTable, readManifest } from './manifest.ts'
import type { Place } from './place.ts'
import { syncFolder } from './sync.ts'

export interface RestoreTarget {
  readonly dataDir: string
  /** A path or an address, as `openStore` takes it. */
  readonly storeUrl: string
  /** Whether it takes the place of what is there. */
  readonly isReplacing: boolean
  readonly durability: Durability
}

/**
 * Fills a data folder, which no process has open, with a backup, and compares what is there with what was
 * kept. Journey tables are built when the folder is opened. When something goes wrong the folder is as it was
 * before; a restore that was killed has to be begun again, and nobody opens its folder until then.
 * Errors: backup/unusable, backup/place-failed, restore/not-empty, store/busy, store/unusable.
 */
export async function restoreBackup(
  place: Place,
  target: RestoreTarget,
  onProgress: (progress: BackupProgress) => void = () => {},
): Promise<RestoreReport> {
  const { dataDir, storeUrl, isReplacing, durability } = target
  const manifest = readManifest(await place.readManifest())
  if (typeof manifest === 'string') throw unusable(place, manifest)
  const claim = await locked(dataDir, () => claimFolder(dataDir, isReplacing))
  try {
    if (!isReplacing) await refuseFilledStore(storeUrl)
    await restoreLake(place, manifest.tables, target, onProgress)
    const copy = await place.withFile(manifest.store, async (path) =>
      readStore(place, await readFile(path, 'utf8')),
    )
    await restoreStore(storeUrl, copy)
    if (durability === 'disk') await syncFolder(dataDir)
    await locked(dataDir, claim.finish)
    onProgress({ share: 1, table: null })
    const { made, throughline } = manifest
    const contents = describeContents(manifest, copy)
    return { place: place.address, made, throughline, ...contents, replaced: claim.isReplacing }
  } catch (error) {
    await locked(dataDir, claim.undo)
    throw error
  }
}

/** Does work on a folder that no other process has open. Errors: store/busy. */
async function locked<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const unlock = lockDirectory(dataDir)
  try {
    return await work()
  } finally {
    unlock()
  }
}

/** The records of batches come first: the rows of datasets are counted by them. */
async function restoreLake(
  place: Place,
  tables: readonly KeptTable[],
  { dataDir, durability }: RestoreTarget,
  onProgress: (progress: BackupProgress) => void,
): Promise<void> {
  const lake = await openLake(dataDir, { durability })
  try {
    const ordered = tables.toSorted((a, b) => Number(isDataset(a)) - Number(isDataset(b)))
    for (const [index, table] of ordered.entries()) {
      onProgress({ share: index / ordered.length, table: table.name })
      await place.withFile(table.file, (path) => restoreTable(lake, place, table, path))
    }
  } finally {
    await lake.close()
  }
}

const isDataset = ({ name }: KeptTable): boolean => !name.startsWith('_')

async function restoreTable(
  lake: LakeClient,
  place: Place,
  { name, rows, batches }: KeptTable,
  path: string,
): Promise<void> {
  const keepsRows = await unpackTable(lake, name, path)
  if (!keepsRows) throw unusable(place, `${name} is no table that keeps rows`)
  const found = await countTable(lake, { name, copy: name })
  const isWhole = found.rows === rows && JSON.stringify(found.batches) === JSON.stringify(batches)
  if (!isWhole)
    throw unusable(place, `${name} has ${found.rows} rows, not the ${rows} that were kept`)
}

function readStore(place: Place, text: string): StoreCopy {
  try {
    return JSON.parse(text) as StoreCopy
  } catch {
    throw unusable(place, 'its definitions cannot be read')
  }
}

const unusable = ({ address }: Place, reason: string): ThroughlineError =>
  new ThroughlineError('backup/unusable', { place: address, reason })
