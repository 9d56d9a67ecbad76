import { z } from 'zod'
import { fieldPath } from '../ids.ts'

/** How an attribute is made of the values that rows have. */
export const attributeRules = [
  'latest',
  'source-order',
  'most-frequent',
  'min',
  'max',
  'sum',
  'union',
] as const

export type AttributeRule = (typeof attributeRules)[number]

const from = z.array(fieldPath).min(1).max(20).optional().meta({
  description: 'DATASET.FIELD whose values it is made of; its own field when left out',
})

const attribute = z.union([
  z.enum(attributeRules).exclude(['source-order']),
  z.strictObject({ rule: z.enum(attributeRules).exclude(['source-order']), from }),
  z.strictObject({
    rule: z.literal('source-order'),
    order: z.array(fieldPath).min(1).max(20).meta({
      description:
        'DATASET (its field of the same name) or DATASET.FIELD, most trusted first; the attribute’s own field comes last unless named',
    }),
  }),
])

export type AttributeSetting = z.infer<typeof attribute>

/** What is kept of each person, so that it is there at once. */
export const profileSettings = z.strictObject({
  keep: z.boolean().optional().meta({
    description:
      'whether profiles are kept; those of connections that audiences use are, whatever this says',
  }),
  attributes: z.record(z.string().min(1), attribute).optional().meta({
    description:
      'by attribute (DATASET.FIELD; `*`: all others) how values of several rows become one; the latest by event time when left out',
  }),
  eventFields: z.array(fieldPath).max(20).optional().meta({
    description:
      'fields that the recent events show; the first five texts that are no ids when left out',
  }),
})

export type ProfileSettings = z.infer<typeof profileSettings>
