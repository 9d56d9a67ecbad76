import { type ReportKind, reportKinds } from '../reports/index.ts'
import { buildRequestJsonSchema, buildResultJsonSchema } from '../vocabularies/json-schemas.ts'
import { describeRegistry, type Section } from './section.ts'

export const reportKindSection: Section = {
  id: 'report-kinds',
  label: 'Kinds of reports',
  description:
    'What `POST /reports` and `throughline report` answer, by the `kind` of the request.',
  entries: () =>
    describeRegistry(reportKinds, ({ example }) => ({ examples: [example].flat() })).map(
      (entry) => ({
        ...entry,
        settings: buildRequestJsonSchema(entry.id as ReportKind),
        result: buildResultJsonSchema(entry.id as ReportKind),
      }),
    ),
}
