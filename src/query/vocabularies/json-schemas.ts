import { z } from 'zod'
import { type DefinitionKind, definitionKinds } from '../../model/definitions/index.ts'
import { type ReportKind, reportKinds } from '../reports/index.ts'
import { fillVocabularies } from './fill-vocabularies.ts'
import type { JsonSchema } from './json-schema.ts'

/** Of what is written: fields with a default may be left out, and open names are those that there are. */
export const buildInputSchema = (schema: z.ZodType): JsonSchema =>
  fillVocabularies(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

export const buildOutputSchema = (schema: z.ZodType): JsonSchema =>
  fillVocabularies(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }))

/** JSON Schema of a kind of definition, for editors, forms and the reference. */
export const buildDefinitionJsonSchema = (kind: DefinitionKind): JsonSchema =>
  buildInputSchema(definitionKinds[kind].schema)

export const buildRequestJsonSchema = (kind: ReportKind): JsonSchema =>
  buildInputSchema(reportKinds[kind].request)

export const buildResultJsonSchema = (kind: ReportKind): JsonSchema =>
  buildOutputSchema(reportKinds[kind].result)
