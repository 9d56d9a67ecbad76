import { numberOperatorDefinitions } from '../operators/number-operators.ts'
import { stringOperatorDefinitions } from '../operators/string-operators.ts'
import { describeRegistry, type Section } from './section.ts'

const described = <D extends { readonly label: string }>(
  operators: Readonly<Record<string, D>>,
  subject: string,
) =>
  Object.fromEntries(
    Object.entries(operators).map(([id, operator]) => [
      id,
      { ...operator, description: `${subject} ${operator.label} …` },
    ]),
  )

export const textOperatorSection: Section = {
  id: 'text-operators',
  label: 'Operators on texts',
  description:
    'The `op` of a condition on a dimension. Examples: texts for which it holds and for which it fails.',
  entries: () => describeRegistry(described(stringOperatorDefinitions, 'The text')),
}

export const numberOperatorSection: Section = {
  id: 'number-operators',
  label: 'Operators on numbers',
  description: 'The `op` of a condition on a metric, or on a dimension of numbers or dates.',
  entries: () => describeRegistry(described(numberOperatorDefinitions, 'The number')),
}
