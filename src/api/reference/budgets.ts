import { budgetNames, budgets, nameSetting } from '../../model/budgets/index.ts'
import type { Section } from '../../query/reference/index.ts'

export const budgetSection: Section = {
  id: 'limits',
  label: 'Limits',
  description:
    'How much a request, a definition or a file may ask for, so that no one can take the server down. Each is far above what is used; what is past one is refused by its name. The environment variable in the example changes it, as does `throughline serve --limit NAME=N`.',
  entries: () =>
    budgetNames.map((id) => {
      const { label, description, limit, unit, price } = budgets[id]
      return {
        id,
        label,
        description: `${description} At most ${limit.toLocaleString('en')} ${unit}. Raising it costs ${price}.`,
        examples: [`${nameSetting(id)}=${limit}`],
      }
    }),
}
