import { z } from 'zod'
import { allocations, attributionModels } from '../../engine/index.ts'
import type { Vocabulary } from '../../model/vocabulary.ts'
import { ruleSchema } from '../derived-fields/rules.ts'
import { formulaFunctions } from '../formula/index.ts'
import { reportKindNames } from '../reports/index.ts'
import { extractObjects, type JsonSchema } from './json-schema.ts'

const oneOf =
  (registry: object) =>
  (marked: JsonSchema): JsonSchema => ({ ...marked, enum: Object.keys(registry) })

/** What stands in the place of a marked schema in what is printed. */
const vocabularies: Readonly<Record<Vocabulary, (marked: JsonSchema) => JsonSchema>> = {
  'attribution-model': oneOf(attributionModels),
  allocation: oneOf(allocations),
  'formula-function': oneOf(formulaFunctions),
  'derived-field-function': () => z.toJSONSchema(ruleSchema, { io: 'input' }) as JsonSchema,
  'report-kind': (marked) => ({ ...marked, enum: reportKindNames }),
}

const isVocabulary = (name: unknown): name is Vocabulary =>
  typeof name === 'string' && Object.hasOwn(vocabularies, name)

/** A JSON Schema of the model with the names that there are in the place of its marks. */
export function fillVocabularies(schema: JsonSchema): JsonSchema {
  const definitions: Record<string, unknown> = {}
  const filled = extractObjects(schema, ({ vocabulary, ...node }) => {
    if (!isVocabulary(vocabulary)) return vocabulary === undefined ? node : { vocabulary, ...node }
    const { $defs = {}, $schema: _, ...body } = prefixed(vocabularies[vocabulary](node), vocabulary)
    Object.assign(definitions, $defs)
    return body
  }) as JsonSchema
  if (Object.keys(definitions).length === 0) return filled
  return { ...filled, $defs: { ...(filled['$defs'] as object | undefined), ...definitions } }
}

/** With names of its own for what it refers to, so that they stay apart from the names of others. */
function prefixed({ $defs = {}, ...schema }: JsonSchema, prefix: string): JsonSchema {
  const entries = Object.entries($defs as JsonSchema)
  const renamed = Object.fromEntries(entries.map(([name, inner]) => [`${prefix}.${name}`, inner]))
  return extractObjects({ ...schema, $defs: renamed }, (node) => {
    const { $ref } = node
    if (typeof $ref !== 'string') return node
    return { ...node, $ref: $ref.replace('#/$defs/', `#/$defs/${prefix}.`) }
  }) as JsonSchema
}
