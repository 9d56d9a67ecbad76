import type { LakeClient } from '../lake/client.ts'
import { reading } from './broken-file.ts'
import { checkWidth } from './check-width.ts'
import { type ColumnWriting, readWritings } from './guess/column-writing.ts'
import type { OpenFile, Sample, SourceFile } from './source.ts'

/** How many rows types are guessed from. */
export const sampleRows = 20_000

/** What a source's first rows suggest. */
export interface Sampled extends Sample {
  readonly writings: readonly ColumnWriting[]
}

/**
 * Guesses the fields of a source from its first rows.
 *
 * @throws ThroughlineError `import/unreadable`, `import/too-wide`
 */
export async function sample(
  lake: LakeClient,
  file: SourceFile,
  source: OpenFile,
): Promise<Sampled> {
  const sampled = await reading(file, source.sample)
  checkWidth(sampled.fields)
  if (sampled.repair) return { ...sampled, writings: [] }
  const writings = await reading(file, () => readWritings(lake, source, sampled.fields))
  return { ...sampled, writings }
}
