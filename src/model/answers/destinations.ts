import { z } from 'zod'
import { actions } from '../definitions/destination.ts'
import { type AnswerOf } from './answer.ts'

const time = z.string().meta({ description: 'ISO 8601 in UTC' })

const deliveredBatch = z.strictObject({
  id: z.string(),
  at: time,
  audience: z.string(),
  run: z.string().meta({ description: 'the evaluation that wanted the latest of its changes' }),
  status: z.enum(['entered', 'left']),
  sent: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  tookMs: z.number().nullable().meta({ description: 'null while nothing has come back' }),
  try: z.number().meta({ description: '1 for the first' }),
  problem: z.string().nullable().meta({ description: 'why nobody in it was answered for' }),
})

/** Where a destination is. */
export const destinationStatus = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    type: z.string(),
    mode: z.string(),
    audiences: z.array(z.string()),
    state: z.enum(['ready', 'delivering', 'waiting', 'stopped', 'paused', 'blocked']).meta({
      description:
        'waiting: what failed is tried again at `waitsUntil`; stopped: until its definition changes, a test succeeds or it is retried by hand; blocked: a setting, secret or policy is in the way',
    }),
    problem: z.string().nullable(),
    waitsUntil: time.nullable(),
    waiting: z.number().meta({ description: 'people of whom something has to be sent' }),
    confirmed: z.number().meta({ description: 'people whom it has for certain' }),
    dead: z.number().meta({ description: 'people whom it did not take' }),
    withoutIdentity: z
      .number()
      .meta({ description: 'of those: who have no identity that it takes' }),
    last: deliveredBatch.nullable(),
    profileChanges: z
      .strictObject({
        until: z.string().nullable().meta({
          description: 'the id of the change up to which all were sent; null before the first look',
        }),
        sent: z.number(),
        rejected: z.number().meta({ description: 'that it refused: they are not sent again' }),
        lastRejected: z.strictObject({ id: z.string(), reason: z.string() }).nullable(),
      })
      .optional()
      .meta({ description: 'of a destination that is told of them' }),
  })
  .meta({ id: 'DestinationStatus' })

export type DestinationStatus = AnswerOf<typeof destinationStatus>

export const destinationList = z.array(destinationStatus)

/** What was sent to a destination, the latest first; of a person: every try. */
export const deliveryPage = z
  .strictObject({
    rows: z.array(
      deliveredBatch.extend({
        person: z
          .strictObject({
            epoch: z.number(),
            result: z.enum(['accepted', 'rejected', 'unanswered']),
            reason: z.string().nullable(),
          })
          .optional()
          .meta({ description: 'what became of the person who was asked for' }),
      }),
    ),
    next: z.string().nullable().meta({ description: 'what comes behind it: `after`' }),
  })
  .meta({ id: 'DeliveryPage' })

export type DeliveryPage = AnswerOf<typeof deliveryPage>

export const rejectedPeople = z
  .strictObject({
    rows: z.array(
      z.strictObject({
        person: z.string(),
        audience: z.string(),
        reason: z.string(),
        tries: z.number(),
        at: time.meta({ description: 'since when it is wanted; ISO 8601 in UTC' }),
      }),
    ),
    next: z.string().nullable().meta({ description: 'what comes behind it: `after`' }),
  })
  .meta({ id: 'RejectedPeople' })

export type RejectedPeople = AnswerOf<typeof rejectedPeople>

export const destinationTest = z
  .strictObject({
    ok: z.boolean(),
    result: z.enum(['accepted', 'rejected', 'unanswered', 'failed']),
    reason: z.string().nullable(),
    sent: z
      .strictObject({
        audience: z.strictObject({ id: z.string(), name: z.string() }),
        run: z.string(),
        changes: z.array(
          z.strictObject({
            person: z.string(),
            identities: z.array(z.strictObject({ namespace: z.string(), id: z.string() })),
            status: z.enum(['entered', 'left']),
            at: time,
            epoch: z.number(),
            attributes: z.record(z.string(), z.unknown()),
          }),
        ),
      })
      .nullable()
      .meta({ description: 'null where it did not come that far' }),
    tookMs: z.number(),
  })
  .meta({ id: 'DestinationTest' })

export type DestinationTest = AnswerOf<typeof destinationTest>

/** The types that destinations can have, each with what it needs to be told. */
export const destinationTypeList = z.array(
  z
    .strictObject({
      id: z.string(),
      label: z.string(),
      description: z.string(),
      settings: z.record(z.string(), z.unknown()).meta({ description: 'a JSON Schema' }),
      secrets: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string(),
          isRequired: z.boolean(),
          hasLines: z.boolean().meta({ description: 'whether it has several lines' }),
        }),
      ),
      takes: z
        .array(z.strictObject({ as: z.string(), namespaces: z.array(z.string()) }))
        .nullable()
        .meta({
          description:
            'identities that it knows, with the namespaces that are taken for them; null: all',
        }),
      does: z.array(z.enum(actions)).meta({ description: 'what it always does, for policies' }),
      takesProfileChanges: z.boolean(),
      takesNotices: z.boolean().meta({ description: 'of alerts and schedules' }),
      isRunAgainstVendor: z.boolean().meta({
        description: 'false: built and tested by the documents of the vendor alone',
      }),
      example: z
        .record(z.string(), z.unknown())
        .meta({ description: 'its settings, for instance' }),
    })
    .meta({ id: 'DestinationType' }),
)

export type DestinationTypeEntry = AnswerOf<typeof destinationTypeList>[number]

export const retriedPeople = z.strictObject({ retried: z.number() })

export const resentPeople = z.strictObject({ resent: z.number() })
