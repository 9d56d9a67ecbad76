import { common, eventIs, type Question, type Row } from '../question.ts'

interface Cohort {
  readonly rows: readonly {
    readonly cohort: string
    readonly included: number
    readonly cells: readonly (number | null)[]
  }[]
}

const none = '1970-01'

export const cohort: Question = {
  id: 'cohort',
  title: 'monthly cohort: viewed, then bought',
  request: {
    kind: 'cohort',
    ...common,
    granularity: 'month',
    inclusion: { where: eventIs('product_view') },
    return: { where: eventIs('purchase') },
  },
  rows: ({ rows }: Cohort) =>
    rows.flatMap(({ cohort: month, included, cells }, index) => [
      [month, none, included] as Row,
      ...cells.flatMap((people, k): Row[] =>
        people ? [[month, rows[index + k + 1]!.cohort, people]] : [],
      ),
    ]),
  normalise: ([month, later, people]) => [
    String(month).slice(0, 7),
    later === null ? none : String(later).slice(0, 7),
    people!,
  ],
}
