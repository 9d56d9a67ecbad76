import { buildSummary, buildTable, joinCells, type TabulateReport } from '../parts/table.ts'
import type { JourneyEventResult, SpreadCredit } from './request.ts'

type Value = JourneyEventResult['event']['dimensions'][string]

/** What the event has, where that was set, and what led to it. */
export const tabulateJourneyEvent: TabulateReport<JourneyEventResult> = (result) => {
  const { person, number, event, origins, credit } = result
  const set = Object.entries(origins).flatMap(([dimension, all]) =>
    all.map((origin) => ({ dimension, ...origin })),
  )
  return [
    buildTable(
      'values',
      [...Object.entries(event.dimensions), ...Object.entries(event.metrics)],
      [
        ['Component', ([id]) => id],
        ['Value', ([, value]) => joinValues(value)],
      ],
    ),
    buildTable('origins', set, [
      ['Dimension', ({ dimension }) => dimension],
      ['Item', ({ item }) => item],
      ['Set', ({ time }) => time],
      ['Dataset', ({ dataset }) => dataset],
      ['Session', ({ session }) => session],
      ['Place at its time', ({ place }) => place],
    ]),
    buildTable('credit', credit.flatMap(listShares), [
      ['Metric', ({ metric }) => metric],
      ['Model', ({ model }) => model],
      ['Item', ({ item }) => joinValues(item)],
      ['Time', ({ time }) => time],
      ['Credit', ({ credit: own }) => own],
      ['Share', ({ share }) => share],
    ]),
    buildTable('conversions', credit, [
      ['Metric', ({ metric }) => metric],
      ['Model', ({ attribution }) => attribution.model],
      ['Dimension', ({ dimension }) => dimension],
      ['Amount', ({ amount }) => amount],
      ['Of nobody', ({ none }) => none],
    ]),
    buildSummary({
      Person: person,
      Time: event.time,
      Dataset: event.dataset,
      Event: number,
      Session: event.session,
      'Event depth': event.eventDepth,
      'Place at its time': event.place,
      'Seconds to next': event.secondsToNext,
    }),
  ]
}

interface Share {
  readonly metric: string
  readonly model: string
  readonly item: Value
  /** null: of an item whenever it was touched, or of none. */
  readonly time: string | null
  readonly credit: number
  readonly share: number | null
}

function listShares({ metric, attribution, touches, items = [], none }: SpreadCredit): Share[] {
  const common = { metric, model: attribution.model }
  return [
    ...touches.map(({ item, time, credit, share }) => ({ ...common, item, time, credit, share })),
    ...items.map(({ item, credit }) => ({ ...common, item, time: null, credit, share: null })),
    ...(none === 0 ? [] : [{ ...common, item: null, time: null, credit: none, share: null }]),
  ]
}

const joinValues = (value: Value) => (Array.isArray(value) ? joinCells(value) : value)
