import { access, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDiskFull } from '../../model/disk-full.ts'

const RESERVE_BYTES = 8 * 2 ** 20

/** Removing something needs room, too: a file keeps some, and gives way to it on a full disk. */
export interface DiskReserve {
  /** Runs what makes room; on a full disk once more, without the reserve. It must be repeatable. */
  spend<T>(work: () => Promise<T>): Promise<T>
}

export async function openDiskReserve(dataDir: string): Promise<DiskReserve> {
  const path = join(dataDir, 'reserve')
  await fill(path)
  return {
    async spend(work) {
      try {
        return await work()
      } catch (error) {
        if (!isDiskFull(error)) throw error
        await rm(path, { force: true })
        return await work().finally(() => fill(path))
      }
    },
  }
}

/** As far as there is room for it; a part of it would be no reserve. */
async function fill(path: string): Promise<void> {
  try {
    await access(path)
  } catch {
    const isFilled = await writeFile(path, Buffer.alloc(RESERVE_BYTES, 1)).then(
      () => true,
      () => false,
    )
    if (!isFilled) await rm(path, { force: true })
  }
}
