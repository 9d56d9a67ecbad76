import { z } from 'zod'
import { shortDuration } from '../duration.ts'
import { about, fieldPath, id } from '../ids.ts'
import type { Reference } from './reference.ts'

/** How often stitching is repeated, and how far back. semantics §2.1 */
export const replay = z.strictObject({ every: shortDuration, lookback: shortDuration })

/**
 * `field`: persons are learnt from rows that carry both ids. `graph`: the persistent id is looked up
 * in the identity graph. semantics §2
 */
export const stitch = z.strictObject({
  method: z.enum(['field', 'graph']),
  persistentId: fieldPath,
  namespace: z.string().min(1).optional().meta({ description: 'of the persistent id' }),
  replay: replay.optional(),
})

/** A dataset's part in the connection; which settings it needs depends on its type. semantics §1.1 */
export const connectionDataset = z.strictObject({
  dataset: id,
  personId: fieldPath.optional(),
  namespace: z.string().min(1).optional().meta({ description: 'of the person id' }),
  stitch: stitch.optional(),
  key: fieldPath.optional().meta({ description: 'of a lookup dataset' }),
  matches: z
    .array(fieldPath)
    .optional()
    .meta({ description: 'DATASET.FIELD whose values are looked up' }),
  granularity: z.enum(['hour', 'day']).optional().meta({ description: 'of a summary dataset' }),
})

function uniqueDatasets(
  entries: readonly { readonly dataset: string }[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>()
  for (const [index, { dataset }] of entries.entries()) {
    if (seen.has(dataset)) {
      const path = [index, 'dataset']
      context.addIssue({ code: 'custom', path, message: `${dataset} is given twice` })
    }
    seen.add(dataset)
  }
}

export const connection = z.strictObject({
  kind: z.literal('connection'),
  id,
  ...about,
  datasets: z.array(connectionDataset).min(1).superRefine(uniqueDatasets),
  retentionMonths: z.number().int().positive().optional(),
})

export type Stitch = z.infer<typeof stitch>
export type ConnectionDataset = z.infer<typeof connectionDataset>
export type Connection = z.infer<typeof connection>

export const connectionReferences = (definition: Connection): readonly Reference[] =>
  definition.datasets.map((entry, index) => ({
    kind: 'dataset',
    id: entry.dataset,
    path: ['datasets', index, 'dataset'],
  }))
