import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

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
