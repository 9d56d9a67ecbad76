import { z } from 'zod'
import { about, fieldPath, id } from '../ids.ts'
import { namespaceId } from './identity-space.ts'
import type { Reference } from './reference.ts'

/** What is done with people; policies say where it may not be. */
export const actions = ['activate', 'email', 'export'] as const

export type Action = (typeof actions)[number]

export const deliveryModes = ['upsert', 'mirror', 'add-only', 'remove-only', 'event'] as const

export type DeliveryMode = (typeof deliveryModes)[number]

/** Which changes of kept profiles are told, one by one. */
const profileChanges = z.strictObject({
  connection: id.meta({ description: 'whose people' }),
  attributes: z.array(fieldPath).max(500).default([]).meta({
    description: 'whose values are told when they change, such as customers.tier',
  }),
  audiences: z.array(id).max(1000).default([]).meta({
    description: 'of which it is told who enters and who leaves',
  }),
  identities: z.boolean().default(false).meta({
    description: 'whether identities that come and go are told: those of `identities`',
  }),
})

/** Where audiences are sent. The settings of a type are checked by that type's own schema. */
export const destination = z.strictObject({
  kind: z.literal('destination'),
  id,
  ...about,
  type: id,
  settings: z.record(z.string(), z.unknown()).default({}),
  secrets: z.record(z.string(), z.string().max(20_000)).default({}).meta({
    description: 'env:NAME, or the secret itself, which is kept encrypted and never shown again',
  }),
  identities: z.array(namespaceId).max(100).default([]).meta({
    description: 'namespaces of the identities that are sent; all when left out',
  }),
  attributes: z.array(fieldPath).max(500).default([]).meta({
    description: 'attributes of the profile that are sent along, such as customers.first_name',
  }),
  mode: z.enum(deliveryModes).default('upsert').meta({
    description:
      'upsert: who enters and who leaves; mirror: the same, and everybody again by hand or when the destination lost them; add-only, remove-only: one of both; event: each change once, never repeated as a state',
  }),
  backfill: z.boolean().default(true).meta({
    description: 'whether those are sent who were in an audience before it was sent here',
  }),
  actions: z.array(z.enum(actions)).max(10).default(['activate']).meta({
    description: 'what happens with the people there, for policies; activate always does',
  }),
  profileChanges: profileChanges.optional().meta({
    description:
      'changes of profiles from now on, in their order, beside audiences; of types that take them, in mode event',
  }),
  purpose: z.string().max(200).optional().meta({
    description: 'what consent is asked for: people who refused it are not sent',
  }),
  ratePerSecond: z.number().positive().max(1_000_000).optional().meta({
    description: 'the most people a second',
  }),
  paused: z.boolean().default(false).meta({ description: 'whether nothing is sent; it waits' }),
})

export type Destination = z.infer<typeof destination>

/** Audiences are not among them: they refer to destinations. */
export const destinationReferences = ({
  profileChanges: told,
}: Destination): readonly Reference[] =>
  told === undefined
    ? []
    : [{ kind: 'connection', id: told.connection, path: ['profileChanges', 'connection'] }]
