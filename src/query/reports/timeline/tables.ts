import { buildTable, joinCells, type TabulateReport } from '../parts/table.ts'
import type { TimelineResult } from './request.ts'

/** A row per event of each person. */
export const tabulateTimeline: TabulateReport<TimelineResult> = ({ people }) => {
  const events = people.flatMap(({ person, sessions }) =>
    sessions.flatMap(({ session, events: all }) =>
      all.map((event) => ({ person, session, ...event })),
    ),
  )
  return [
    buildTable('events', events, [
      ['Person', ({ person }) => person],
      ['Session', ({ session }) => session],
      ['Time', ({ time }) => time],
      ['Value', ({ value }) => (Array.isArray(value) ? joinCells(value) : value)],
      ['Seconds', ({ seconds }) => seconds],
    ]),
  ]
}
