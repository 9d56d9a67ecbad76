import { z } from 'zod'
import { about, fieldPath, id } from '../ids.ts'
import { type AttributeSetting, profileSettings } from './profile-settings.ts'
import type { Reference } from './reference.ts'
import { carriedIdentity, identityMapPerson, stitching } from './stitching.ts'

const instantOrDay = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** Events from one instant to before another; days are of UTC. */
export const backfillPeriod = z
  .strictObject({ start: instantOrDay, end: instantOrDay })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), {
    message: 'the period ends before it starts',
    path: ['end'],
  })

/** A dataset's part in the connection; which settings it needs depends on its type. semantics §1.1 */
export const connectionDataset = z.strictObject({
  dataset: id,
  personId: z.union([fieldPath, identityMapPerson]).optional(),
  namespace: z.string().min(1).optional().meta({ description: 'of the person id' }),
  identities: z
    .array(carriedIdentity)
    .max(20)
    .optional()
    .meta({ description: 'the identities that rows carry: what an identity space links' }),
  space: id.optional().meta({
    description: 'the identity space that the identities go to, besides the one that stitches',
  }),
  stitch: stitching.optional().meta({ description: 'of an event dataset' }),
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

/** What a part's own settings must be for it to be stitched. semantics §2 */
function checkStitching(
  entries: readonly z.infer<typeof connectionDataset>[],
  context: z.RefinementCtx,
): void {
  for (const [index, { dataset, personId, namespace, stitch }] of entries.entries()) {
    if (stitch === undefined) continue
    const tell = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [index, path], message })
    if (stitch.method === 'field' && personId === undefined)
      tell('personId', `${dataset} is stitched by a field, which is its person id: name it`)
    if (namespace !== undefined && namespace === stitch.namespace)
      tell('namespace', 'the person id and the persistent id need namespaces of their own')
    if (typeof personId === 'string' && personId === stitch.persistentId)
      tell('stitch', 'the persistent id is the person id: leave personId out, or name another')
  }
}

const plainConnection = z.strictObject({
  kind: z.literal('connection'),
  id,
  ...about,
  datasets: z
    .array(connectionDataset)
    .min(1)
    .superRefine(uniqueDatasets)
    .superRefine(checkStitching),
  retentionMonths: z
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: 'events that are older are not read' }),
  guards: z
    .strictObject({
      eventsPerPersonAndMonth: z.number().int().positive().optional().meta({
        description:
          'an id with more events in a month, as they come and before they are stitched, is no person; 1,000,000 when left out',
      }),
      switchesPerDevice: z.number().int().positive().optional().meta({
        description:
          'a persistent id that changes its person more often is not stitched; 50,000 when left out',
      }),
    })
    .optional(),
  profile: profileSettings
    .optional()
    .meta({ description: 'the profiles of its people: which are kept, and what is in them' }),
})

/** Where an attribute has its values from has to be a dataset of the connection. */
function checkAttributes(
  { datasets, profile }: z.infer<typeof plainConnection>,
  context: z.RefinementCtx,
): void {
  const ids = datasets.map(({ dataset }) => dataset)
  for (const [name, setting] of Object.entries(profile?.attributes ?? {})) {
    if (typeof setting === 'string') continue
    const list = 'order' in setting ? 'order' : 'from'
    for (const [index, place] of sourcesOf(setting).entries()) {
      if (ids.some((id) => place === id || place.startsWith(`${id}.`))) continue
      context.addIssue({
        code: 'custom',
        path: ['profile', 'attributes', name, list, index],
        message: `${place} is no dataset of the connection; there are ${ids.join(', ')}`,
      })
    }
  }
}

const sourcesOf = (setting: Exclude<AttributeSetting, string>): readonly string[] =>
  'order' in setting ? setting.order : (setting.from ?? [])

export const connection = plainConnection.superRefine(checkAttributes)

export type BackfillPeriod = z.infer<typeof backfillPeriod>
export type ConnectionDataset = z.infer<typeof connectionDataset>
export type Connection = z.infer<typeof connection>

/** The identity spaces that the identities of a dataset's part go to, each mention with its place in the part. */
export const namedSpaces = ({ space, stitch }: ConnectionDataset) => [
  ...(space === undefined ? [] : [{ id: space, path: ['space'] }]),
  ...(stitch?.method === 'graph' ? [{ id: stitch.space, path: ['stitch', 'space'] }] : []),
]

export const connectionReferences = ({ datasets }: Connection): readonly Reference[] =>
  datasets.flatMap((entry, index): Reference[] => {
    const place = ['datasets', index]
    return [
      { kind: 'dataset', id: entry.dataset, path: [...place, 'dataset'] },
      ...namedSpaces(entry).map(({ id: space, path }): Reference => {
        return { kind: 'identity-space', id: space, path: [...place, ...path] }
      }),
    ]
  })
