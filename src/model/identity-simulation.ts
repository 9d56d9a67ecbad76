import { z } from 'zod'
import {
  blockedIds,
  identityGuard,
  identityLimit,
  identityPair,
  identityRules,
  identitySpace,
  namespaceId,
} from './definitions/identity-space.ts'

/** `email:ann@x.io`: a namespace and an id, which may hold colons. */
const identityText = z
  .string()
  .regex(/^[^\s:]+:/u, 'an identity is written namespace:id, such as email:ann@x.io')
  .meta({ description: 'namespace:id' })

const pairs = z.array(z.tuple([identityText, identityText])).default([])

const byHand = {
  together: pairs.meta({ description: 'linked by hand' }),
  never: pairs.meta({ description: 'never in one graph' }),
}

const namespaceIds = z.array(namespaceId).default([])

/** The rules of a space in few words. */
const shortSettings = z.strictObject({
  priority: z
    .array(namespaceId)
    .min(1)
    .max(250)
    .meta({ description: 'namespaces, the most important first' }),
  unique: namespaceIds,
  device: namespaceIds.meta({ description: 'namespaces of devices' }),
  limits: z.record(namespaceId, identityLimit).default({}),
  pairs: z.array(identityPair).optional(),
  blocked: z.array(blockedIds).optional(),
  guard: identityGuard.optional(),
  ...byHand,
})

const instantText = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

const event = z.union([
  z.array(identityText).min(1).max(200),
  z.strictObject({
    time: z
      .union([z.number(), instantText])
      .optional()
      .meta({ description: 'a minute after the event before when left out' }),
    ids: z.array(identityText).min(1).max(200),
  }),
])

/** Events that are linked under rules to see what comes of them. contract §5 */
export const simulationRequest = z.strictObject({
  settings: z.union([
    shortSettings,
    z.strictObject({ ...identityRules.shape, ...byHand }),
    z.strictObject({ ...identitySpace.shape, ...byHand }),
  ]),
  events: z.array(event),
})

export type SimulationRequest = z.output<typeof simulationRequest>
export type SimulationSettings = SimulationRequest['settings']
export type SimulationEvent = SimulationRequest['events'][number]
