import { z } from 'zod'
import { type AnswerOf, instant } from './answer.ts'

const time = z.string().meta({ description: 'ISO 8601 in UTC' })
const value = z.unknown().meta({ description: 'a text, number, truth value, or list of these' })

const origin = z.strictObject({
  value,
  from: z.string().meta({ description: 'the dataset' }),
  at: time.nullable().meta({ description: 'null where the rows have no time' }),
})

const profileEvent = z.strictObject({
  time,
  dataset: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

/** What is known of a person now. */
export const profile = z
  .strictObject({
    person: z.string().meta({ description: 'as the journey of the connection calls them' }),
    connection: z.string(),
    otherConnections: z.array(z.string()).meta({
      description:
        'that know the identity as well, as far as was looked: the ones with kept profiles',
    }),
    isKept: z.boolean().meta({ description: 'false: it was worked out for this answer' }),
    dataVersion: z.number().meta({ description: 'of the journey that it is of' }),
    identities: z.array(z.strictObject({ namespace: z.string(), id: z.string(), since: time })),
    attributes: z.record(
      z.string(),
      origin.extend({
        beat: z
          .array(origin)
          .optional()
          .meta({ description: 'the values that lost, the latest first; five at most' }),
      }),
    ),
    audiences: z.record(
      z.string(),
      z.strictObject({
        status: z.enum(['realized', 'existing', 'exited']).meta({
          description: 'realized: entered with the latest run; existing: with one before',
        }),
        since: time,
      }),
    ),
    eventCount: z.number(),
    firstSeen: time.nullable(),
    lastSeen: time.nullable(),
    events: z.array(profileEvent).meta({ description: 'the latest ten, newest first' }),
  })
  .meta({ id: 'Profile' })

export type Profile = AnswerOf<typeof profile>

export const profileEvents = z
  .strictObject({
    person: z.string(),
    connection: z.string(),
    events: z.array(profileEvent).meta({ description: 'newest first, with all plain fields' }),
    next: z.string().nullable().meta({ description: 'what comes behind it: `after`' }),
  })
  .meta({ id: 'ProfileEvents' })

export type ProfileEvents = AnswerOf<typeof profileEvents>

/** The row that an event of a person is of, as it came. */
export const eventRow = z
  .strictObject({
    connection: z.string(),
    dataset: z.string(),
    row: z.string().meta({ description: 'its number in the dataset' }),
    batch: z.number(),
    source: z.string().meta({ description: 'what the batch was read from' }),
    receivedAt: time,
    fields: z.record(z.string(), value).meta({ description: 'those that have a value' }),
  })
  .meta({ id: 'EventRow' })

export type EventRow = AnswerOf<typeof eventRow>

/** Who has an identity. */
export const foundPeople = z
  .strictObject({
    found: z.array(
      z.strictObject({
        connection: z.string(),
        dataViews: z.array(z.string()).meta({ description: 'of the connection' }),
        person: z.string().meta({ description: 'as the journey of the connection calls them' }),
        identities: z
          .array(z.strictObject({ namespace: z.string(), id: z.string() }))
          .meta({ description: 'by which they were found; none: by what they are called' }),
      }),
    ),
    namespaces: z.array(z.string()).meta({ description: 'in which was looked' }),
    connections: z.array(z.string()).meta({ description: 'in which was looked' }),
  })
  .meta({ id: 'FoundPeople' })

export type FoundPeople = AnswerOf<typeof foundPeople>

const changeOf = { connection: z.string(), person: z.string(), at: time }

/** What became of a profile. */
export const profileChange = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('attribute-changed'),
      ...changeOf,
      attribute: z.string(),
      value: value.meta({ description: 'null: it has none any more' }),
      was: value,
    }),
    z.strictObject({
      kind: z.enum(['identity-added', 'identity-removed']),
      ...changeOf,
      namespace: z.string(),
      id: z.string(),
    }),
    z.strictObject({ kind: z.enum(['entered', 'left']), ...changeOf, audience: z.string() }),
    z.strictObject({
      kind: z.literal('merged'),
      ...changeOf,
      into: z.string().meta({ description: 'who has their identities now' }),
    }),
    z.strictObject({ kind: z.literal('removed'), ...changeOf }),
    z.strictObject({ kind: z.literal('missed'), at: time }).meta({
      description: 'changes behind the given id are not kept any more: read profiles anew',
    }),
  ])
  .meta({ id: 'ProfileChange' })

export type ProfileChange = AnswerOf<typeof profileChange>

/** What was erased of a person, or would be. It names the identities, and is kept nowhere. */
export const forgetReceipt = z
  .strictObject({
    receipt: z.string().nullable().meta({ description: 'null where nothing was changed' }),
    at: instant,
    preview: z.boolean(),
    identities: z
      .array(z.strictObject({ namespace: z.string(), id: z.string() }))
      .meta({ description: 'the one that was asked for, and those of its graphs but devices' }),
    datasets: z.array(
      z.strictObject({
        dataset: z.string(),
        rowsDeleted: z.number().meta({ description: 'rows that carry one of the identities' }),
        rowsUnstitched: z.number().meta({
          description: 'rows that were only stitched to them: they are their own id’s again',
        }),
        skippedDeleted: z.number().meta({ description: 'rows that imports had put aside' }),
      }),
    ),
    connections: z.array(z.string()).meta({
      description: 'whose journeys are built anew: no dictionary has a text that is in no row',
    }),
    spaces: z
      .array(z.string())
      .meta({ description: 'identity spaces that knew one of the identities: built anew' }),
    profiles: z
      .array(z.strictObject({ connection: z.string(), person: z.string() }))
      .meta({ description: 'kept profiles that had one of the identities' }),
    profileChanges: z.number().meta({
      description: 'changes in the feed of profiles that were about them, or named them',
    }),
    destinations: z
      .array(z.strictObject({ destination: z.string(), audience: z.string(), person: z.string() }))
      .meta({
        description: 'that have them in an audience, or may have: they are told to let go of them',
      }),
  })
  .meta({ id: 'ForgetReceipt' })

export type ForgetReceipt = AnswerOf<typeof forgetReceipt>
