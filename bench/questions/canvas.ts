import { common, eventIs, type Question } from '../question.ts'

interface Canvas {
  readonly nodes: readonly { readonly containers: number }[]
}

const nodes = ['product_view', 'add_to_cart', 'checkout', 'call_start', 'purchase', 'store_visit']

export const canvas: Question = {
  id: 'canvas',
  title: 'journey canvas of six nodes',
  request: {
    kind: 'canvas',
    ...common,
    container: 'person',
    nodes: nodes.map((id) => ({ id, where: eventIs(id) })),
    arrows: [
      ['product_view', 'add_to_cart'],
      ['add_to_cart', 'checkout'],
      ['add_to_cart', 'call_start'],
      ['checkout', 'purchase'],
      ['call_start', 'purchase'],
      ['purchase', 'store_visit'],
    ],
    metric: 'people',
  },
  rows: ({ nodes: found }: Canvas) => [found.map(({ containers }) => containers)],
}
