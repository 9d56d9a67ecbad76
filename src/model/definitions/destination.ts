import { z } from 'zod'
import { about, fieldPath, id } from '../ids.ts'
import { namespaceId } from './identity-space.ts'
import type { Reference } from './reference.ts'

/** What is done with people; policies say where it may not be. */
export const actions = ['activate', 'email', 'export'] as const

export type Action = (typeof actions)[number]

export const deliveryModes = ['upsert', 'mirror', 'add-only', 'remove-only', 'event'] as const

export type DeliveryMode = (typeof deliveryModes)[number]

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
  purpose: z.string().max(200).optional().meta({
    description: 'what consent is asked for: people who refused it are not sent',
  }),
  ratePerSecond: z.number().positive().max(1_000_000).optional().meta({
    description: 'the most people a second',
  }),
  paused: z.boolean().default(false).meta({ description: 'whether nothing is sent; it waits' }),
})

export type Destination = z.infer<typeof destination>

export const destinationReferences = (_: Destination): readonly Reference[] => []
