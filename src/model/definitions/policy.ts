import { z } from 'zod'
import { about, id } from '../ids.ts'
import { actions } from './destination.ts'
import type { Reference } from './reference.ts'

/** What must not be done with fields that carry a label. */
export const policy = z.strictObject({
  kind: z.literal('policy'),
  id,
  ...about,
  labels: z.array(z.string().min(1).max(200)).min(1).max(100).meta({
    description: 'fields with any of them, such as identity, sensitive or contract:no-export',
  }),
  actions: z.array(z.enum(actions)).min(1).meta({ description: 'what is not allowed' }),
  destinations: z
    .array(id)
    .max(1000)
    .optional()
    .meta({ description: 'only these; all when left out' }),
  effect: z.literal('deny').default('deny'),
})

export type Policy = z.infer<typeof policy>

export const policyReferences = ({ destinations = [] }: Policy): readonly Reference[] =>
  destinations.map((destinationId, index) => ({
    kind: 'destination',
    id: destinationId,
    path: ['destinations', index],
  }))
