import { z } from 'zod'
import { about, id } from '../ids.ts'
import type { Reference } from './reference.ts'

/** Where audiences are sent. The settings of a type are checked by that type's own schema. */
export const destination = z.strictObject({
  kind: z.literal('destination'),
  id,
  ...about,
  type: id,
  settings: z.record(z.string(), z.unknown()).default({}),
  policies: z
    .array(z.string())
    .optional()
    .meta({ description: 'usage labels whose fields must not be sent' }),
})

export type Destination = z.infer<typeof destination>

export const destinationReferences = (_: Destination): readonly Reference[] => []
