import { common, eventIs, type Question, type Row } from '../question.ts'

interface Fallout {
  readonly series: readonly { readonly steps: readonly { readonly count: number }[] }[]
}

/** The steps of the only series as one row. */
export const stepCounts = ({ series }: Fallout): Row[] =>
  series.map(({ steps }) => steps.map(({ count }) => count))

const steps = ['product_view', 'add_to_cart', 'purchase']

export const fallout: Question = {
  id: 'fallout',
  title: 'three-step fallout',
  request: {
    kind: 'fallout',
    ...common,
    container: 'person',
    steps: steps.map((name) => ({ any: [eventIs(name)] })),
  },
  rows: stepCounts,
  isInC: true,
}
