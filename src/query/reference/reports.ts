import type { JsonSchema } from '../vocabularies/json-schema.ts'
import { type ReportKind, reportKindNames, reportKinds } from '../reports/index.ts'
import { requestJsonSchema, resultJsonSchema } from '../vocabularies/json-schemas.ts'

/** A kind of report as the reference describes it. */
export interface ReportReference {
  readonly kind: ReportKind
  readonly label: string
  readonly description: string
  readonly request: JsonSchema
  readonly result: JsonSchema
  /** One request or several, as they are written. */
  readonly example: unknown
}

/** Every kind of report, in the order of the menu. */
export const reportReference = (): readonly ReportReference[] =>
  reportKindNames.map((kind) => {
    const { label, description, example } = reportKinds[kind]
    return {
      kind,
      label,
      description,
      request: requestJsonSchema(kind),
      result: resultJsonSchema(kind),
      example,
    }
  })
