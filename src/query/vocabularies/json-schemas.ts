import { z } from 'zod'
import { type DefinitionKind, definitionKinds } from '../../model/definitions/index.ts'
import { type ReportKind, reportKinds } from '../reports/index.ts'
import { fillVocabularies } from './fill-vocabularies.ts'
import type { JsonSchema } from './json-schema.ts'

/** Of what is written: fields with a default may be left out, and open names are those that there are. */
export const inputSchema = (schema: z.ZodType): JsonSchema =>
  fillVocabularies(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

export const outputSchema = (schema: z.ZodType): JsonSchema =>
  fillVocabularies(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }))

/** JSON Schema of a kind of definition, for editors, forms and the reference. */
export const definitionJsonSchema = (kind: DefinitionKind): JsonSchema =>
  inputSchema(definitionKinds[kind].schema)

export const requestJsonSchema = (kind: ReportKind): JsonSchema =>
  inputSchema(reportKinds[kind].request)

export const resultJsonSchema = (kind: ReportKind): JsonSchema =>
  outputSchema(reportKinds[kind].result)
