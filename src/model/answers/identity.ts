import { z } from 'zod'
import { identityRules } from '../definitions/identity-space.ts'
import { type AnswerOf, instant } from './answer.ts'

const identity = z.string().meta({ description: 'namespace:id' })
const link = z.tuple([identity, identity])

/** A link that does not stand, and what beat it. */
const lostLink = z.strictObject({
  link,
  to: link
    .nullable()
    .meta({ description: 'the stronger link; null where it breaks a rule by itself' }),
  reason: z.enum(['unique', 'pair', 'never', 'limit']),
  event: z.number().nullable().meta({ description: 'the place of the event on which it was lost' }),
})

const warning = z.strictObject({
  kind: z.enum([
    'blocked',
    'quarantined',
    'two-on-an-event',
    'dangling',
    'person-without-namespace',
  ]),
  ids: z.array(identity),
  event: z.number().optional(),
  message: z.string(),
})

/** What comes of events under the rules of an identity space. */
export const simulation = z
  .strictObject({
    graphs: z.array(z.array(identity)),
    lost: z.array(lostLink),
    warnings: z.array(warning),
  })
  .meta({ id: 'IdentitySimulation' })

export type IdentitySimulation = AnswerOf<typeof simulation>
export type IdentityWarning = IdentitySimulation['warnings'][number]

const time = instant.nullable()

/** A row that carries a link, or what somebody said. */
const evidence = z.strictObject({
  time: instant,
  dataset: z.string().nullable().meta({ description: 'null: by hand' }),
  batch: z.number().nullable(),
  row: z.string().nullable().meta({ description: 'its number in the dataset' }),
  byHand: z.strictObject({ change: z.string(), author: z.string(), note: z.string() }).nullable(),
})

/** One person: the identities that links connect under the rules of a space. */
export const identityGraph = z
  .strictObject({
    person: identity.meta({ description: 'the identity of the highest priority' }),
    ids: z.array(
      z.strictObject({
        id: identity,
        since: time,
        last: time,
        held: z.enum(['no', 'quarantined', 'blocked']),
      }),
    ),
    links: z.array(
      z.strictObject({
        link: z.string().meta({ description: 'its name, to delete it by' }),
        ids: link,
        first: instant,
        last: instant,
        count: z.number(),
        evidence: z.array(evidence).meta({ description: 'the latest ten' }),
      }),
    ),
    lost: z.array(z.strictObject({ ids: link, to: link.nullable(), reason: z.string(), time })),
    warnings: z.array(
      z.strictObject({ kind: z.string(), ids: z.array(identity), message: z.string() }),
    ),
    changes: z
      .array(
        z.strictObject({
          change: z.string(),
          kind: z.string(),
          author: z.string(),
          note: z.string(),
          at: instant,
        }),
      )
      .meta({ description: 'by hand, in force, that name one of the identities' }),
  })
  .meta({ id: 'IdentityGraph' })

/** How much an identity space holds. */
export const identitySpaceStatus = z
  .strictObject({
    space: z.string(),
    version: z.number().meta({ description: 'grows with each change' }),
    rules: identityRules.meta({ description: 'that it was linked by' }),
    identities: z.number(),
    people: z.number(),
    largestGraph: z.number(),
    links: z.number().meta({ description: 'pairs of identities' }),
    lost: z.number(),
    quarantined: z.number(),
    storedBytes: z.number(),
    feeds: z.array(
      z.strictObject({ dataset: z.string(), namespaces: z.array(z.string()), batches: z.number() }),
    ),
  })
  .meta({ id: 'IdentitySpaceStatus' })

/** What a change by hand did, or would do. */
export const identityEdit = z
  .strictObject({
    change: z
      .string()
      .nullable()
      .meta({ description: 'to undo it by; null where nothing changed, and in a preview' }),
    people: z.strictObject({ before: z.number(), after: z.number() }).meta({
      description: 'how many people the identities concerned were, and are',
    }),
    moved: z
      .record(z.string(), z.strictObject({ from: identity, to: identity }))
      .meta({ description: 'identities that are another person’s now, with the persons' }),
  })
  .meta({ id: 'IdentityEdit' })

const ids = z.array(identity)

/** What became of people when links came or went. */
export const identityChange = z
  .strictObject({
    id: z.string().meta({ description: 'where to go on: the header Last-Event-ID' }),
    version: z.number(),
    at: instant,
    change: z.string().nullable().meta({ description: 'the change by hand that did it' }),
    detail: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('merged'), person: identity, from: ids, ids }),
      z.strictObject({ kind: z.literal('split'), person: identity, into: ids, ids }),
      z.strictObject({ kind: z.literal('renamed'), person: identity, from: identity, ids }),
      z.strictObject({
        kind: z.literal('link-lost'),
        link,
        to: link.nullable(),
        reason: z.string(),
        at: time,
      }),
      z.strictObject({
        kind: z.literal('quarantined'),
        id: identity,
        people: z.number(),
        neighbours: z.number(),
        idsPerMinute: z.number(),
      }),
      z.strictObject({ kind: z.literal('released'), id: identity }),
      z.strictObject({ kind: z.literal('rebuilt') }),
    ]),
  })
  .meta({ id: 'IdentityChange' })

const entryKinds = [
  'together',
  'never',
  'retraction',
  'release',
  'block',
  'undo',
  'forget',
] as const

/** What people said of a space's identities, the latest first. */
export const identityLedger = z
  .array(
    z.strictObject({
      change: z.string(),
      kind: z.enum(entryKinds),
      about: z
        .array(ids)
        .meta({ description: 'the pairs or single identities that it names, the first twenty' }),
      count: z.number().meta({ description: 'how many pairs or identities it names' }),
      target: z.string().nullable().meta({ description: 'the change that it takes back' }),
      isUndone: z.boolean(),
      at: instant,
      author: z.string(),
      note: z.string(),
    }),
  )
  .meta({ id: 'IdentityLedger' })

/** Identities as texts. */
export const identityList = ids

/** Identities that the guard holds back. */
export const quarantine = z.array(
  z.strictObject({
    id: identity,
    people: z.number().meta({ description: 'whom it would have joined' }),
    neighbours: z.number(),
    idsPerMinute: z.number(),
  }),
)

/** Identities that seem to name nobody. */
export const suspects = z.array(
  z.strictObject({
    id: identity,
    neighbours: z.number(),
    rowsInMonth: z.number().meta({ description: 'of its busiest month' }),
    reason: z.string(),
  }),
)

export type IdentityGraph = AnswerOf<typeof identityGraph>
export type IdentitySpaceStatus = AnswerOf<typeof identitySpaceStatus>
export type IdentityEdit = AnswerOf<typeof identityEdit>
export type IdentityChange = AnswerOf<typeof identityChange>
export type IdentityLedger = AnswerOf<typeof identityLedger>
export type Quarantine = AnswerOf<typeof quarantine>
export type Suspects = AnswerOf<typeof suspects>
