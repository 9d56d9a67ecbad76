import { formulaFunctions } from '../formula/index.ts'
import { describeRegistry, type Section } from './section.ts'

export const formulaFunctionSection: Section = {
  id: 'formula-functions',
  label: 'Functions of calculated metrics',
  description: 'The `function` of a formula with its `args`; in a formula as text it is called.',
  entries: () =>
    describeRegistry(formulaFunctions, (definition) => ({ arguments: definition.arguments })),
}
