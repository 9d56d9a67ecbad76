import { rules } from '../segments/rules/index.ts'
import { describeRegistry, type Section } from './section.ts'

export const conditionSection: Section = {
  id: 'conditions',
  label: 'Conditions of segments',
  description: 'A condition is of the first kind whose key it has.',
  entries: () => describeRegistry(rules, ({ example }) => ({ examples: [example] })),
}
