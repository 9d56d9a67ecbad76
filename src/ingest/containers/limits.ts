import { ThroughlineError } from '../../model/errors.ts'

/**
 * What an archive may grow to: guards against one that was made to fill a disk. Each can be raised by
 * an environment variable of its name.
 */
export interface ArchiveLimits {
  readonly THROUGHLINE_ARCHIVE_FILES: number
  readonly THROUGHLINE_ARCHIVE_GB: number
  /** Unpacked bytes per packed byte, where more than `RATIO_FREE_BYTES` are unpacked. */
  readonly THROUGHLINE_ARCHIVE_RATIO: number
  /** Archives in archives. */
  readonly THROUGHLINE_ARCHIVE_DEPTH: number
}

const defaults: ArchiveLimits = {
  THROUGHLINE_ARCHIVE_FILES: 100_000,
  THROUGHLINE_ARCHIVE_GB: 500,
  THROUGHLINE_ARCHIVE_RATIO: 1000,
  THROUGHLINE_ARCHIVE_DEPTH: 4,
}

const GB = 1_000_000_000
const RATIO_FREE_BYTES = 100_000_000

/** Counts what is unpacked. */
export interface UnpackedCount {
  files: number
  bytes: number
  readonly packedBytes: number
  readonly source: string
}

/** @throws ThroughlineError `import/archive-too-large` */
export function checkLimits({ files, bytes, packedBytes, source }: UnpackedCount, depth: number) {
  const found: ArchiveLimits = {
    THROUGHLINE_ARCHIVE_FILES: files,
    THROUGHLINE_ARCHIVE_GB: bytes / GB,
    THROUGHLINE_ARCHIVE_RATIO: bytes > RATIO_FREE_BYTES ? bytes / Math.max(1, packedBytes) : 0,
    THROUGHLINE_ARCHIVE_DEPTH: depth,
  }
  for (const setting of Object.keys(defaults) as (keyof ArchiveLimits)[]) {
    const limit = Number(process.env[setting] ?? defaults[setting])
    if (found[setting] <= limit) continue
    throw new ThroughlineError('import/archive-too-large', { source, setting, limit })
  }
}
