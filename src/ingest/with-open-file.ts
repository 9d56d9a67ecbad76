import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import type { LakeClient } from '../lake/client.ts'
import { open, type Opened } from './open.ts'
import type { Repairable, SourceFile } from './source.ts'

/**
 * Does work on an open file. When only a repaired copy can be read as it should be, the work is done,
 * or begins again, with the copy.
 *
 * @throws ThroughlineError as `open` does
 */
export async function withOpenFile<T extends object>(
  lake: LakeClient,
  file: SourceFile,
  given: FileOptions,
  work: (file: SourceFile, source: Opened) => Promise<T | Repairable>,
): Promise<T> {
  const opened = await open(lake, file, given)
  const outcome = 'repair' in opened ? opened : await workOrRescue(opened, () => work(file, opened))
  if (!isRepairable(outcome)) return outcome
  const repaired = await outcome.repair()
  try {
    return await withOpenFile(lake, repaired.file, given, work)
  } finally {
    await repaired.remove()
  }
}

/** What an open file can be rescued from; anything else is thrown. */
export const isUnreadable = (thrown: unknown): boolean =>
  thrown instanceof ThroughlineError && thrown.code === 'import/unreadable'

async function workOrRescue<T>({ rescue }: Opened, work: () => Promise<T>) {
  try {
    return await work()
  } catch (thrown) {
    if (rescue === undefined || !isUnreadable(thrown)) throw thrown
    return { repair: rescue }
  }
}

const isRepairable = (outcome: object): outcome is Repairable => 'repair' in outcome
