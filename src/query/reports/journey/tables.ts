import { buildSummary, buildTable, joinCells, type TabulateReport } from '../parts/table.ts'
import type { JourneyResult } from './request.ts'
import { getOwn } from '../../../model/own.ts'

/** A row per event, with a column per dimension and metric. */
export const tabulateJourney: TabulateReport<JourneyResult> = (result) => {
  const { person, events, eventCount, sessionCount } = result
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
      ...dimensions,
      ...metrics,
    ]),
    buildSummary({ Person: person, Events: eventCount, Sessions: sessionCount }),
  ]
}

const joinValues = (value: JourneyResult['events'][number]['dimensions'][string]) =>
  Array.isArray(value) ? joinCells(value) : value
