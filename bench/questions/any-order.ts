import { common, eventIs, type Question } from '../question.ts'
import { stepCounts } from './fallout.ts'

const steps = ['product_view', 'add_to_cart', 'checkout']

export const anyOrder: Question = {
  id: 'any-order',
  title: 'three steps in any order within 7 days, no call between',
  request: {
    kind: 'fallout',
    ...common,
    container: 'person',
    steps: steps.map((name) => ({ any: [eventIs(name)] })),
    order: 'any',
    window: { days: 7 },
    exclude: [{ any: [eventIs('call_start')], between: [1, 3] }],
  },
  rows: stepCounts,
}
