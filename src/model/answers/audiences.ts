import { z } from 'zod'
import { audience, audienceSources } from '../definitions/audience.ts'
import type { AnswerOf } from './answer.ts'
import { fieldUse } from './definitions.ts'
import { policyDenial } from './policies.ts'

const isoInstant = z.string().meta({ description: 'ISO 8601, UTC' })

const window = z
  .strictObject({ start: isoInstant, end: isoInstant })
  .meta({ description: 'what was looked at, half-open' })

const problem = z
  .strictObject({ code: z.string(), message: z.string() })
  .meta({ description: 'why it could not be evaluated; members stay as they are' })

export const audienceTriggers = [
  'publish',
  'import',
  'data',
  'window',
  'schedule',
  'interrupted',
  'expired',
  'deleted',
] as const

/** What made an audience be evaluated. */
export type AudienceTrigger = (typeof audienceTriggers)[number]

const counts = {
  members: z.number().meta({ description: 'persons who are in it, those held out included' }),
  heldOut: z.number().meta({ description: 'members who are never told to destinations' }),
  entered: z.number(),
  left: z.number(),
  stays: z.number(),
  moved: z.number().meta({
    description: 'of those who stay: members under another id before, whose people were merged',
  }),
}

/** One evaluation of an audience. */
export const audienceRun = z
  .strictObject({
    id: z.string(),
    trigger: z.enum(audienceTriggers),
    state: z.enum(['running', 'done', 'failed', 'interrupted']).meta({
      description: 'interrupted: the process ended; the next run goes on where it was',
    }),
    startedAt: isoInstant,
    endedAt: isoInstant.nullable(),
    evaluateMs: z.number(),
    writeMs: z.number().meta({ description: 'comparing with the members, and writing' }),
    dataVersion: z.string().nullable(),
    window: window.nullable(),
    ...counts,
    wanted: z
      .record(z.string(), z.strictObject({ in: z.number(), out: z.number() }))
      .meta({ description: 'by destination: people to be added and taken out there' }),
    warnings: z.array(z.string()),
    problem: problem.nullable(),
  })
  .meta({ id: 'AudienceRun' })

export const audienceRuns = z.strictObject({
  rows: z.array(audienceRun),
  next: z.string().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

const persons = z.array(z.string()).meta({ description: 'the first ten' })

/** What a destination would be sent of the first people. */
const shownDeliveries = z
  .strictObject({
    messages: z
      .array(z.strictObject({ to: z.string(), body: z.string() }))
      .meta({ description: 'word for word, but for secrets' }),
    notSent: z.array(z.strictObject({ person: z.string(), reason: z.string() })),
    problem: z.string().nullable().meta({ description: 'why nobody would be added' }),
  })
  .meta({ id: 'ShownDeliveries' })

/** What publishing has done, or would do. */
export const audiencePublished = z
  .strictObject({
    run: z.string().nullable().meta({ description: 'null of a preview: nothing was stored' }),
    ...counts,
    sample: z.strictObject({ entered: persons, left: persons }),
    wanted: audienceRun.shape.wanted,
    withoutIdentity: z
      .record(z.string(), z.strictObject({ looked: z.number(), found: z.number() }))
      .optional()
      .meta({
        description:
          'of a preview, by destination: of how many that would be added, how many have no identity there',
      }),
    payloads: z.record(z.string(), shownDeliveries).optional().meta({
      description:
        'of a preview, by destination: what it would be sent of the first three who enter and who leave',
    }),
    window: window.nullable(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AudiencePublished' })

/** What somebody who keeps an audience says of a person. */
export const importedMember = z
  .strictObject({
    namespace: z.string().min(1).max(200).optional(),
    id: z.string().min(1).max(2000).optional().meta({ description: 'of the namespace' }),
    person: z.string().min(1).max(2000).optional().meta({
      description: 'as the journey calls them, in the place of an identity',
    }),
    status: z.enum(['entered', 'left']),
    at: z.string().max(100).optional().meta({
      description: 'ISO 8601; without offset in the zone of the data view; now when left out',
    }),
  })
  .refine(
    ({ namespace, id, person }) =>
      person === undefined
        ? namespace !== undefined && id !== undefined
        : namespace === undefined && id === undefined,
    { message: 'name a namespace and an id of it, or a person' },
  )
  .meta({ id: 'ImportedMember' })

export type ImportedMember = z.infer<typeof importedMember>

/** What has come of rows about members. */
export const membersImported = z
  .strictObject({
    run: z.string(),
    ...counts,
    unchanged: z.number().meta({ description: 'rows that say what is so already' }),
    rejected: z.array(
      z.strictObject({
        index: z.number().meta({ description: 'of the row, from 0' }),
        reason: z.string(),
      }),
    ),
    wanted: audienceRun.shape.wanted,
  })
  .meta({ id: 'MembersImported' })

/** What an audience would be. */
export const audiencePreview = z
  .strictObject({
    people: z.number().meta({ description: 'persons who would be in it' }),
    of: z.number().meta({ description: 'persons with an event in the window' }),
    share: z.number().nullable(),
    reach: z.strictObject({
      looked: z.number().meta({ description: 'members whose identities were looked at' }),
      namespaces: z
        .record(z.string(), z.number())
        .meta({ description: 'how many of them have an identity of each' }),
    }),
    churn: z.array(
      z.strictObject({
        days: z.number(),
        entered: z.number(),
        left: z.number(),
        returned: z.number().meta({ description: 'entries of those who had been in it before' }),
        leftShare: z.number().nullable().meta({ description: 'of the members at the beginning' }),
        returnedShare: z.number().nullable().meta({ description: 'of those who left' }),
      }),
    ),
    sample: z.array(
      z.strictObject({ person: z.string(), attributes: z.record(z.string(), z.unknown()) }),
    ),
    publish: audiencePublished,
    denials: z.array(policyDenial).meta({
      description: 'why policies would not allow to publish it; empty where they would',
    }),
    labels: z.array(fieldUse).meta({ description: 'labelled fields that it reads' }),
  })
  .meta({ id: 'AudiencePreview' })

/** An audience as it stands. */
export const audienceStatus = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    dataView: z.string(),
    source: z.enum(audienceSources),
    state: z.enum(['never-run', 'ready', 'running', 'paused', 'failed', 'expired']),
    members: z.number(),
    share: z.number().nullable().meta({
      description: 'members of all people of the connection; null while it has none',
    }),
    heldOut: z.number(),
    evaluatedAt: isoInstant.nullable().meta({ description: 'the moment that members are as of' }),
    endedAt: isoInstant.nullable().meta({ description: 'of the last run' }),
    nextAt: isoInstant
      .nullable()
      .meta({ description: 'when it is evaluated by itself; live ones also after new data' }),
    problem: problem.nullable(),
    destinations: z.array(z.string()),
  })
  .meta({ id: 'AudienceStatus' })

export const audienceList = z.array(audienceStatus)

const exitReasons = [
  'window',
  'data',
  'merged',
  'expired',
  'deleted',
  'hold-out',
  'imported',
] as const

/** Why somebody entered or left. */
export const changeReason = z
  .strictObject({
    at: isoInstant
      .optional()
      .meta({ description: 'of the latest event that makes the person a member' }),
    dataset: z.string().optional().meta({ description: 'of that event' }),
    reason: z.enum(exitReasons).optional().meta({
      description:
        'window: their events are outside of it now; data: events were added, changed or removed; merged: the person goes by another id; hold-out: drawn anew; imported: somebody said so',
    }),
    from: z.string().optional().meta({ description: 'the id by which the person was in before' }),
    to: z.string().optional().meta({ description: 'the id by which the person is in now' }),
  })
  .meta({ id: 'AudienceChangeReason' })

export const audienceMember = z
  .strictObject({
    person: z.string(),
    status: z.enum(['member', 'exited']),
    enteredAt: isoInstant.nullable(),
    leftAt: isoInstant.nullable(),
    epoch: z.number().meta({ description: 'entries and exits so far' }),
    heldOut: z.boolean(),
    reason: changeReason.nullable().meta({ description: 'of the last entry or exit' }),
  })
  .meta({ id: 'AudienceMember' })

export const audienceMembers = z.strictObject({
  rows: z.array(audienceMember),
  next: z.string().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

export const audienceChange = z
  .strictObject({
    number: z.number().meta({ description: 'rises within the audience' }),
    person: z.string(),
    status: z.enum(['entered', 'left']),
    at: isoInstant,
    epoch: z.number(),
    run: z.string(),
    reason: changeReason.nullable(),
  })
  .meta({ id: 'AudienceChange' })

export const audienceChanges = z.strictObject({
  rows: z.array(audienceChange),
  next: z.number().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

/** How many entered and left over time. */
export const audienceActivity = z
  .strictObject({
    by: z.enum(['hour', 'day', 'week', 'month']),
    timeZone: z.string().meta({ description: 'of the data view, by which units begin' }),
    rows: z
      .array(
        z.strictObject({
          start: isoInstant,
          end: isoInstant,
          entered: z.number(),
          left: z.number(),
        }),
      )
      .meta({ description: 'in their order, those without any included; the last one goes on' }),
  })
  .meta({ id: 'AudienceActivity' })

/** An audience of the people behind a number. */
export const audienceFromAnswer = z
  .strictObject({
    definition: audience.meta({ description: 'not saved yet' }),
    basis: z.enum(['segments', 'list', 'members']).meta({
      description:
        'segments: it goes on holding those who satisfy them; list: it is a list of the people of now, because segments cannot say who they are; members: the same of more than 10,000 people, to be posted to the audience when it is saved',
    }),
    people: z.number(),
    of: z.string().meta({ description: 'what the number says' }),
    members: z
      .array(z.strictObject({ person: z.string(), status: z.literal('entered') }))
      .optional()
      .meta({ description: 'rows for POST /audiences/ID/members, where these are the basis' }),
  })
  .meta({ id: 'AudienceFromAnswer' })

export type AudienceFromAnswer = AnswerOf<typeof audienceFromAnswer>
export type AudienceRun = AnswerOf<typeof audienceRun>
export type AudienceRuns = AnswerOf<typeof audienceRuns>
export type MembersImported = AnswerOf<typeof membersImported>
export type AudiencePublished = AnswerOf<typeof audiencePublished>
export type ShownDeliveries = AnswerOf<typeof shownDeliveries>
export type AudiencePreview = AnswerOf<typeof audiencePreview>
export type AudienceStatus = AnswerOf<typeof audienceStatus>
export type AudienceMember = AnswerOf<typeof audienceMember>
export type AudienceMembers = AnswerOf<typeof audienceMembers>
export type AudienceChange = AnswerOf<typeof audienceChange>
export type AudienceChanges = AnswerOf<typeof audienceChanges>
export type AudienceActivity = AnswerOf<typeof audienceActivity>
export type ChangeReason = AnswerOf<typeof changeReason>
