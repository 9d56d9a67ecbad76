import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ThroughlineError } from '../model/errors.ts'

/**
 * Marks `dataDir` as open by this process until the returned function is called.
 * The mark of a process that no longer lives is taken over.
 *
 * @throws ThroughlineError `store/busy`
 */
export async function lockDirectory(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, 'lake.lock')
  if (!(await create(path))) {
    const holder = Number.parseInt(await readFile(path, 'utf8'), 10)
    if (isAlive(holder))
      throw new ThroughlineError('store/busy', { reason: heldBy(dataDir, holder) })
    await rm(path, { force: true })
    if (!(await create(path))) throw new ThroughlineError('store/busy', { reason: heldBy(dataDir) })
  }
  return () => rm(path, { force: true })
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw thrown
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function heldBy(dataDir: string, pid?: number): string {
  const who = pid === undefined ? 'another process' : `process ${pid}`
  return `${who} has ${dataDir} open`
}
