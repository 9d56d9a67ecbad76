import { getOwn } from '../../../model/own.ts'
import { buildSummary, buildTable, joinCells, type TabulateReport } from '../parts/table.ts'
import type { JourneyOverview, JourneyResult } from './request.ts'

/** A row per event, with a column per dimension and metric; where it was asked for, all sessions and datasets. */
export const tabulateJourney: TabulateReport<JourneyResult> = (result) => {
  const { person, events, eventCount, foundCount, sessionCount, overview } = result
  const keysOf = (part: 'dimensions' | 'metrics') => [
    ...new Set(events.flatMap((event) => Object.keys(event[part]))),
  ]
  type Event = JourneyResult['events'][number]
  const dimensions = keysOf('dimensions').map(
    (id) => [id, ({ dimensions: all }: Event) => joinValues(getOwn(all, id) ?? null)] as const,
  )
  const metrics = keysOf('metrics').map(
    (id) => [id, ({ metrics: all }: Event) => getOwn(all, id)] as const,
  )
  return [
    buildTable('events', events, [
      ['Time', ({ time }) => time],
      ['Local time', ({ localTime }) => localTime],
      ['Dataset', ({ dataset }) => dataset],
      ['Session', ({ session }) => session],
      ['Event depth', ({ eventDepth }) => eventDepth],
      ['Seconds to next', ({ secondsToNext }) => secondsToNext],
      ['In segments', ({ inSegments }) => inSegments],
      ['Place at its time', ({ place }) => place],
      ['Marks', ({ marks = [] }) => joinCells(marks.map((mark) => mark + 1))],
      ...dimensions,
      ...metrics,
    ]),
    buildSummary({
      Person: person,
      Events: eventCount,
      Found: foundCount,
      Sessions: sessionCount,
    }),
    ...(overview === undefined ? [] : tabulateOverview(overview)),
  ]
}

const tabulateOverview = ({ sessions, datasets, marked }: JourneyOverview) => [
  buildTable('sessions', sessions, [
    ['Session', ({ session }) => session],
    ['Start', ({ start }) => start],
    ['End', ({ end }) => end],
    ['Datasets', ({ datasets: all }) => joinCells(all)],
    ['Events', ({ eventCount }) => eventCount],
    ['Found', ({ foundCount }) => foundCount],
  ]),
  buildTable('datasets', datasets, [
    ['Dataset', ({ dataset }) => dataset],
    ['Events', ({ eventCount }) => eventCount],
  ]),
  buildTable(
    'marks',
    [...marked.entries()],
    [
      ['Mark', ([index]) => index + 1],
      ['Events', ([, count]) => count],
    ],
  ),
]

const joinValues = (value: JourneyResult['events'][number]['dimensions'][string]) =>
  Array.isArray(value) ? joinCells(value) : value
