import { join, relative, resolve } from 'node:path'
import { openPlace, restoreBackup, writeBackup } from '../../backup/index.ts'
import type { Durability } from '../../lake/durability.ts'
import type { BackupProgress, BackupReport, RestoreReport } from '../../model/answers/backups.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { isS3, openOutgoing, type Outgoing, type OutgoingOptions } from '../../outgoing/index.ts'
import { version } from '../version.ts'
import type { Stores } from './apply.ts'
import { protectFolder } from './protect-folder.ts'

type OnProgress = (progress: BackupProgress) => void

/** Writes a backup to a folder or `s3://…`. Errors: backup/…, store/busy. */
export type BackUp = (address: string, onProgress?: OnProgress) => Promise<BackupReport>

export const openBackups =
  ({ lake, store }: Stores, dataDir: string, outgoing: Outgoing): BackUp =>
  async (address, onProgress) => {
    if (!isS3(address)) refuseFolderWithin(dataDir, address)
    const place = openPlace(address, { outgoing, scratchDir: lake.scratchDir })
    return writeBackup({ lake, store, version }, place, onProgress)
  }

function refuseFolderWithin(dataDir: string, folder: string): void {
  const way = relative(resolve(dataDir), resolve(folder))
  if (way !== '' && (way.startsWith('..') || resolve(way) === way)) return
  const reason = 'it lies in the folder that is to be backed up'
  throw new ThroughlineError('backup/wrong-place', { place: folder, reason })
}

export interface RestoreOptions {
  readonly dataDir: string
  readonly storeUrl?: string | undefined
  /** Whether it takes the place of what is there. */
  readonly isReplacing: boolean
  readonly durability: Durability
  readonly outgoing?: OutgoingOptions
}

/** Fills a data folder that nobody has open with a backup. Errors: backup/…, restore/…, store/…. */
export async function restoreWorkspace(
  address: string,
  { dataDir, storeUrl, outgoing, ...target }: RestoreOptions,
  onProgress?: OnProgress,
): Promise<RestoreReport> {
  await protectFolder(dataDir)
  const access = { outgoing: openOutgoing(outgoing), scratchDir: join(dataDir, 'scratch') }
  const store = storeUrl ?? sqlitePath(dataDir)
  return restoreBackup(
    openPlace(address, access),
    { dataDir, storeUrl: store, ...target },
    onProgress,
  )
}

/** The store of a folder. */
export const sqlitePath = (dataDir: string): string => join(dataDir, 'store.sqlite')
