import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../model/make-folder.ts'
import { ThroughlineError } from '../model/errors.ts'
import { unlessGone } from '../model/unless-gone.ts'
import { sync } from './sync.ts'

/** While it is there, the folder belongs to a restore and to nothing else. */
const MARKER = 'restore.json'

/** What the folder held before; it goes when all is restored. */
const REPLACED = 'replaced'

/** `moving`: what was there is being put aside; `filling`: all but what was put aside is of the restore. */
type Phase = 'moving' | 'filling'

/** A data folder that a restore has to itself. */
export interface FolderClaim {
  /** Whether the folder held something before. */
  readonly isReplacing: boolean
  /** All is restored: what was there before goes. */
  finish(): Promise<void>
  /** What was there before is there again. */
  undo(): Promise<void>
}

/**
 * Takes a folder for a restore, empty; what it held is put aside. One that was interrupted is begun again.
 * Errors: restore/not-empty.
 */
export async function claimFolder(dataDir: string, isReplacing: boolean): Promise<FolderClaim> {
  const phase = await readPhase(dataDir)
  const entries = await listEntries(dataDir)
  if (phase === undefined && entries.length > 0 && !isReplacing) {
    throw new ThroughlineError('restore/not-empty', { place: dataDir })
  }
  if (phase !== 'filling') {
    await writePhase(dataDir, 'moving')
    await makeFolder(join(dataDir, REPLACED), 0o700)
    for (const name of entries) {
      await rename(join(dataDir, name), join(dataDir, REPLACED, name)).catch(unlessGone)
    }
    await writePhase(dataDir, 'filling')
  }
  await empty(dataDir)
  return {
    isReplacing: (await readdir(join(dataDir, REPLACED)).catch(() => [])).length > 0,
    async finish() {
      await rm(join(dataDir, MARKER))
      await sync(dataDir)
      await rm(join(dataDir, REPLACED), { recursive: true, force: true })
    },
    async undo() {
      await empty(dataDir)
      await writePhase(dataDir, 'moving')
      for (const name of await readdir(join(dataDir, REPLACED))) {
        await rename(join(dataDir, REPLACED, name), join(dataDir, name))
      }
      await rm(join(dataDir, REPLACED), { recursive: true })
      await rm(join(dataDir, MARKER))
    },
  }
}

/** A folder that is half restored is opened by nobody else. Errors: restore/unfinished. */
export async function refuseUnfinishedRestore(dataDir: string): Promise<void> {
  if ((await readPhase(dataDir)) === undefined) return
  throw new ThroughlineError('restore/unfinished', { folder: dataDir })
}

/** Those of the folder's lock are in use. */
const isOwn = (name: string): boolean =>
  name === MARKER || name === `${MARKER}.new` || name === REPLACED || name.startsWith('lock.sqlite')

const listEntries = async (dataDir: string): Promise<readonly string[]> =>
  (await readdir(dataDir)).filter((name) => !isOwn(name))

async function empty(dataDir: string): Promise<void> {
  for (const name of await listEntries(dataDir)) {
    await rm(join(dataDir, name), { recursive: true, force: true })
  }
}

async function readPhase(dataDir: string): Promise<Phase | undefined> {
  const text = await readFile(join(dataDir, MARKER), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as { readonly phase: Phase }).phase
}

async function writePhase(dataDir: string, phase: Phase): Promise<void> {
  const path = join(dataDir, MARKER)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ phase })}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  await sync(dataDir)
}
