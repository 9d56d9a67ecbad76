import { z } from 'zod'
import { type AnswerOf, instant, share } from './answer.ts'

const rate = share.nullable()

/** How many events belong to somebody who is known. semantics §2.5 */
const authentication = z.strictObject({
  before: rate.meta({ description: 'events that carry an id of the target namespace' }),
  after: rate.meta({ description: 'events whose person is of the target namespace' }),
  increase: rate.meta({ description: 'after − before' }),
  lift: z.number().nullable().meta({ description: 'increase ÷ before; null where before is 0' }),
})

const people = z.strictObject({
  before: z.number().meta({ description: 'by the id that each event has of its own' }),
  after: z.number(),
})

/** Devices are persistent ids; shared are those beside which more than one person is known. */
const shared = z.strictObject({
  devices: z.number(),
  events: rate.meta({ description: 'of all events, those on shared devices' }),
  anonymous: rate.meta({ description: 'of the events on shared devices, those without a person' }),
  anonymousOfAll: rate.meta({ description: 'of all events, those on shared devices without one' }),
})

const figures = {
  events: z.number(),
  authentication,
  people,
  shared,
}

const month = z.strictObject({
  month: z.string().meta({ description: '2026-01, of UTC' }),
  ...figures,
})

const idPlace = z.strictObject({
  field: z.string().nullable().meta({ description: 'null: events have none of their own' }),
  namespace: z.string().nullable(),
})

/** An id that stands for nobody, or for many: proposed for blocking. */
const suspect = z.strictObject({
  id: z.string(),
  namespace: z.string().nullable(),
  reason: z.enum(['placeholder', 'many-devices']),
  devices: z.number().meta({ description: 'persistent ids beside which it was seen' }),
  usualDevices: z.number().meta({ description: 'that all but a few ids have at most' }),
  events: z.number(),
})

const guarded = z.strictObject({
  mostSwitches: z.number(),
  devices: z.number().meta({ description: 'that change their person more often' }),
  events: z.number(),
  examples: z.array(z.string()),
})

const warning = z.strictObject({
  kind: z.enum(['few-persistent-ids', 'few-person-ids']),
  share,
  message: z.string(),
})

const stitchedDataset = z.strictObject({
  dataset: z.string(),
  method: z.enum(['field', 'graph']),
  space: z.string().nullable().meta({ description: 'the identity space that is asked' }),
  target: z.string().nullable().meta({ description: 'the namespace of persons' }),
  persistentId: idPlace,
  personId: idPlace,
  replay: z
    .strictObject({
      everySeconds: z.number(),
      lookbackSeconds: z.number(),
      next: instant.nullable(),
    })
    .nullable()
    .meta({ description: 'null: every refresh stitches all rows again' }),
  replayedAt: instant.nullable(),
  liveRows: z.number().meta({ description: 'that were stitched as they came, since the replay' }),
  ...figures,
  ids: z.strictObject({ persistent: rate, person: rate }).meta({
    description: 'of all rows, those that have one; rows without any id are counted, too',
  }),
  guarded: guarded.nullable().meta({ description: 'null: a graph has guards of its own' }),
  suspects: z.array(suspect),
  warnings: z.array(warning),
  months: z.array(month),
})

/** People with events in several datasets. */
const overlap = z.strictObject({
  datasets: z.array(z.strictObject({ dataset: z.string(), people: z.number() })),
  pairs: z
    .array(z.strictObject({ datasets: z.array(z.string()), people: z.number() }))
    .meta({ description: 'in both, whatever other ones they are in' }),
  combinations: z
    .array(z.strictObject({ datasets: z.array(z.string()), people: z.number() }))
    .meta({ description: 'in these and no other ones, most people first' }),
})

/** How well a connection's rows are brought together. */
export const stitchingQuality = z
  .strictObject({
    connection: z.string(),
    isBuilt: z.boolean(),
    people,
    datasets: z.array(stitchedDataset).meta({ description: 'those that are stitched' }),
    overlap,
  })
  .meta({ id: 'StitchingQuality' })

export type StitchingQuality = AnswerOf<typeof stitchingQuality>
export type StitchedDataset = StitchingQuality['datasets'][number]
export type StitchingFigures = Pick<StitchedDataset, keyof typeof figures>
export type DatasetOverlap = StitchingQuality['overlap']
