import { rules } from '../segments/rules/index.ts'
import { entriesOf, type Section } from './section.ts'

export const conditionSection: Section = {
  id: 'conditions',
  label: 'Conditions of segments',
  description: 'A condition is of the first kind whose key it has.',
  entries: () => entriesOf(rules, ({ example }) => ({ examples: [example] })),
}
