import { derivedFieldFunctions } from '../derived-fields/functions/index.ts'
import { buildInputSchema } from '../vocabularies/json-schemas.ts'
import { describeRegistry, type Section } from './section.ts'

export const derivedFieldFunctionSection: Section = {
  id: 'derived-field-functions',
  label: 'Functions of derived fields',
  description: 'The `function` of a rule, with its settings beside it.',
  entries: () =>
    describeRegistry(derivedFieldFunctions, ({ settings }) => ({
      settings: buildInputSchema(settings),
    })),
}
