import { reading } from './broken-file.ts'
import type { OpenFile, Sample, SourceFile } from './source.ts'

/** How many rows types are guessed from. */
export const sampleRows = 20_000

/** Guesses the fields of a source from its first rows. @throws ThroughlineError `import/unreadable` */
export function sample(file: SourceFile, source: OpenFile): Promise<Sample> {
  return reading(file, source.sample)
}
