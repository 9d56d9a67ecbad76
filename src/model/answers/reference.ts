import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

const referenceArgument = z.strictObject({
  name: z.string(),
  description: z.string(),
  kind: z.enum(['formula', 'parameter', 'dimension', 'unit']),
  default: z.number().optional(),
  repeated: z.boolean().optional(),
  isCondition: z
    .boolean()
    .optional()
    .meta({ description: 'only whether it is zero matters, not how large it is' }),
})

const jsonSchema = z.record(z.string(), z.unknown()).meta({ description: 'a JSON Schema' })

const referenceEntry = z
  .strictObject({
    id: z.string().meta({ description: 'as it is written in definitions and requests' }),
    label: z.string(),
    description: z.string(),
    arguments: z.array(referenceArgument).optional().meta({ description: 'of a function' }),
    skipsZeros: z.boolean().optional().meta({
      description: 'whether a function leaves out rows of zero unless `includeZeros` is given',
    }),
    settings: jsonSchema.optional(),
    result: jsonSchema.optional(),
    status: z.number().optional().meta({ description: 'the HTTP status of an error' }),
    hint: z.string().optional().meta({ description: 'what to do about an error' }),
    examples: z.array(z.unknown()).meta({ description: 'how it is written, or what it does' }),
  })
  .meta({ id: 'ReferenceEntry' })

export const referenceSection = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    entries: z.array(referenceEntry),
  })
  .meta({ id: 'ReferenceSection' })

/** What there is of everything that has a name in definitions, requests and answers. */
export const referenceAnswer = z.array(referenceSection)

export type ReferenceAnswer = AnswerOf<typeof referenceAnswer>
export type ReferenceSection = AnswerOf<typeof referenceSection>
export type ReferenceEntry = AnswerOf<typeof referenceEntry>
