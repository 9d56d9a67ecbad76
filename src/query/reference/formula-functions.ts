import { formulaFunctions } from '../formula/index.ts'
import type { FormulaFunctionDefinition } from '../formula/functions/parts/definition.ts'
import { describeRegistry, type Section } from './section.ts'

export const formulaFunctionSection: Section = {
  id: 'formula-functions',
  label: 'Functions of calculated metrics',
  description: 'The `function` of a formula with its `args`; in a formula as text it is called.',
  entries: () =>
    describeRegistry<FormulaFunctionDefinition>(formulaFunctions, (definition) => ({
      arguments: definition.arguments,
      ...(definition.skipsZeros && { skipsZeros: true }),
    })),
}
