import { buildTable, type ReportColumn, type TabulateReport } from '../parts/table.ts'
import type { ImpactMeasure, ImpactPeriod, ImpactResult } from './request.ts'

const figures: readonly [string, keyof ImpactPeriod][] = [
  ['people', 'people'],
  ['events', 'events'],
  ['sessions', 'sessions'],
  ['share of people', 'shareOfPeople'],
  ['events per person', 'eventsPerPerson'],
]

/** A row per measure with its figures before, after and by how much they changed; its points. */
export const tabulateImpact: TabulateReport<ImpactResult> = ({ measures }) => {
  const columns = (
    heading: string,
    part: (measure: ImpactMeasure) => Partial<ImpactMeasure['changes']>,
  ): ReportColumn<ImpactMeasure>[] =>
    figures.map(([name, key]) => [`${heading}: ${name}`, (measure) => part(measure)?.[key]])
  const days = measures.flatMap(({ name, days: points = [] }) =>
    points.map((point) => ({ name, ...point })),
  )
  return [
    buildTable('measures', measures, [
      ['Measure', ({ name }) => name],
      ...columns('Before', ({ before }) => before),
      ...columns('After', ({ after }) => after),
      ['Change', ({ change }) => change],
      ...columns('Change', ({ changes }) => changes),
    ]),
    buildTable('days', days, [
      ['Measure', ({ name }) => name],
      ['Day', ({ day }) => day],
      ['Events', ({ events }) => events],
      ['People', ({ people }) => people],
    ]),
  ]
}
