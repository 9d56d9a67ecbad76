import { z } from 'zod'
import { derivedField } from '../derived-field.ts'
import type { AnswerOf } from './answer.ts'

const exampleValue = z.union([z.string(), z.number(), z.null(), z.array(z.string())])

/** A text, or the elements of a list. */
const inputValue = z.union([
  z.string(),
  z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
])

/** A ready derived field whose inputs are fields of a connection. */
const derivedFieldTemplate = z.strictObject({
  id: z.string(),
  label: z.string(),
  description: z.string(),
  inputs: z
    .record(z.string(), z.string())
    .meta({ description: 'what it reads: a name for each field, and what the field holds' }),
  example: z.strictObject({
    start: z.string().optional().meta({ description: 'the instant of the first event' }),
    dataset: z.string().optional(),
    rows: z
      .array(z.record(z.string(), inputValue))
      .meta({ description: 'the inputs on events of a session, a minute apart' }),
    values: z.array(exampleValue).meta({ description: 'the derived field on each of them' }),
  }),
})

export const derivedFieldTemplateList = z
  .array(derivedFieldTemplate)
  .meta({ id: 'DerivedFieldTemplates' })

/** A template filled in: what a data view's `derivedFields` take. */
export const filledTemplate = derivedField.meta({ id: 'FilledTemplate' })

export type DerivedFieldTemplateList = AnswerOf<typeof derivedFieldTemplateList>
export type FilledTemplate = AnswerOf<typeof filledTemplate>
