import { type BudgetName, nameSetting, readLimit } from '../../model/budgets/index.ts'
import { ThroughlineError } from '../../model/errors.ts'

const GB = 1_000_000_000
const RATIO_FREE_BYTES = 100_000_000

/** Counts what is unpacked. */
export interface UnpackedCount {
  files: number
  bytes: number
  readonly packedBytes: number
  readonly source: string
}

/**
 * Guards against an archive that was made to fill a disk.
 *
 * @throws ThroughlineError `import/archive-too-large`
 */
export function checkLimits({ files, bytes, packedBytes, source }: UnpackedCount, depth: number) {
  checkLimit(source, 'archive-files', files)
  checkLimit(source, 'archive-gb', bytes / GB)
  checkLimit(source, 'archive-depth', depth)
  checkGrowth({ bytes, packedBytes, source })
}

/** @throws ThroughlineError `import/archive-too-large` */
function checkGrowth({ bytes, packedBytes, source }: Omit<UnpackedCount, 'files'>) {
  const ratio = bytes > RATIO_FREE_BYTES ? bytes / Math.max(1, packedBytes) : 0
  checkLimit(source, 'archive-ratio', ratio)
}

/** How many bytes may be unpacked of so many packed ones. */
export const mostUnpackedBytes = (packedBytes: number): number =>
  Math.min(
    readLimit('archive-gb') * GB,
    Math.max(RATIO_FREE_BYTES, readLimit('archive-ratio') * packedBytes),
  )

function checkLimit(source: string, name: BudgetName, found: number): void {
  const limit = readLimit(name)
  if (found <= limit) return
  const setting = nameSetting(name)
  throw new ThroughlineError('import/archive-too-large', { source, setting, limit })
}
