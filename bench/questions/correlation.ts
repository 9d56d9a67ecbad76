import { common, eventIs, type Question } from '../question.ts'

interface Correlation {
  readonly rows: readonly {
    readonly item: string
    readonly count: number
    readonly conversions: number
    readonly correlation: number
  }[]
}

export const correlation: Question = {
  id: 'correlation',
  title: 'pages that go with buying (phi over people)',
  request: {
    kind: 'correlation',
    ...common,
    goal: { where: eventIs('purchase') },
    dimensions: ['page'],
    limit: 50,
  },
  rows: ({ rows }: Correlation) =>
    rows.map((row) => [row.item, row.count, row.conversions, row.correlation]),
  top: { limit: 50, by: 3 },
}
