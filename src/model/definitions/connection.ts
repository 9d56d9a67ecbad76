import { z } from 'zod'
import { about, fieldPath, id } from '../ids.ts'
import type { Reference } from './reference.ts'

/**
 * The person of a row of which an identity map says who it is: the id that the map calls primary, or the
 * first one of a namespace. semantics §1.3
 */
export const identityMapPerson = z.union([
  z.strictObject({ identityMap: fieldPath, primary: z.literal(true) }),
  z.strictObject({ identityMap: fieldPath, namespace: z.string().min(1) }),
])

const instantOrDay = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** Events from one instant to before another; days are of UTC. */
export const backfillPeriod = z
  .strictObject({ start: instantOrDay, end: instantOrDay })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), {
    message: 'the period ends before it starts',
    path: ['end'],
  })

/** Settings that are accepted once they do something. */
const notBuilt = (name: string) =>
  z
    .unknown()
    .optional()
    .refine((value) => value === undefined, `${name} is not built yet: leave it out`)

/** A dataset's part in the connection; which settings it needs depends on its type. semantics §1.1 */
export const connectionDataset = z.strictObject({
  dataset: id,
  personId: z.union([fieldPath, identityMapPerson]).optional(),
  namespace: z.string().min(1).optional().meta({ description: 'of the person id' }),
  stitch: notBuilt('stitching').meta({ description: 'refused until stitching is built' }),
  key: fieldPath.optional().meta({ description: 'of a lookup dataset' }),
  matches: z
    .array(fieldPath)
    .optional()
    .meta({ description: 'DATASET.FIELD whose values are looked up' }),
  granularity: z.enum(['hour', 'day']).optional().meta({ description: 'of a summary dataset' }),
  importNewData: z.boolean().optional().meta({
    description: 'whether batches that arrive from now on are added; yes when left out',
  }),
  backfill: z
    .union([z.boolean(), z.array(backfillPeriod).min(1).max(10)])
    .optional()
    .meta({
      description:
        'which data that was there before the dataset was added is read: all (true, when left out), none, or events of these periods',
    }),
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
  retentionMonths: z
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'events that are older are not read' }),
  guards: z
    .strictObject({
      eventsPerPersonAndMonth: z.number().int().positive().optional().meta({
        description: 'an id with more events in a month is no person; 1,000,000 when left out',
      }),
    })
    .optional(),
})

export type IdentityMapPerson = z.infer<typeof identityMapPerson>
export type BackfillPeriod = z.infer<typeof backfillPeriod>
export type ConnectionDataset = z.infer<typeof connectionDataset>
export type Connection = z.infer<typeof connection>

export const connectionReferences = (definition: Connection): readonly Reference[] =>
  definition.datasets.map((entry, index) => ({
    kind: 'dataset',
    id: entry.dataset,
    path: ['datasets', index, 'dataset'],
  }))
