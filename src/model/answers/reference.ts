import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

const referenceArgument = z.strictObject({
  name: z.string(),
  description: z.string(),
  kind: z.enum(['formula', 'parameter', 'dimension', 'unit']),
  default: z.number().optional(),
  repeated: z.boolean().optional(),
})

const referenceEntry = z.strictObject({
  id: z.string().meta({ description: 'as it is written in definitions and requests' }),
  label: z.string(),
  description: z.string(),
  arguments: z.array(referenceArgument).optional(),
  settings: z.record(z.string(), z.unknown()).optional().meta({ description: 'a JSON Schema' }),
  examples: z.array(z.unknown()).meta({ description: 'what goes in and what comes out' }),
})

const referenceSection = z.strictObject({
  id: z.string(),
  label: z.string(),
  entries: z.array(referenceEntry),
})

/** What there is of everything that has a name in definitions and requests. */
export const reference = z.array(referenceSection).meta({ id: 'Reference' })

export type Reference = AnswerOf<typeof reference>
export type ReferenceSection = Reference[number]
export type ReferenceEntry = ReferenceSection['entries'][number]
