import { derivedFieldTemplates } from '../derived-fields/templates/index.ts'
import { describeRegistry, type Section } from './section.ts'

export const derivedFieldTemplateSection: Section = {
  id: 'derived-field-templates',
  label: 'Templates of derived fields',
  description:
    'Ready derived fields; `throughline template` prints one. Examples: what their inputs are, and what they make.',
  entries: () =>
    describeRegistry(derivedFieldTemplates, ({ example }) => ({ examples: [example] })),
}
