import { useState } from 'react'
import type { JourneyEvent, JourneyOverview } from '../../../../query/reports/journey/request.ts'
import { type JourneyQuestion, journeyPage, useJourney, useJourneyEvents } from '../use-journey.ts'
import type { LoadedEvents } from './align-events.ts'

/** The events of a journey from its first on, as far as they are loaded. */
export interface OpenJourney extends LoadedEvents {
  readonly events: readonly JourneyEvent[]
  readonly overview: JourneyOverview | undefined
  /** Events and sessions in the range, and events that the filters keep; undefined until they are known. */
  readonly counts:
    | { readonly events: number; readonly sessions: number; readonly found: number }
    | undefined
  readonly error: Error | null
  readonly retry: () => void
  /** Loads the events behind those that are there. */
  readonly loadMore: () => void
}

export function useLoadedEvents(
  question: JourneyQuestion,
  dataVersion: number | null,
): OpenJourney {
  const { result, error, run, isOutdated } = useJourney(question, dataVersion)
  const asked = JSON.stringify(question)
  const [pages, setPages] = useState({ of: asked, count: 1 })
  const count = pages.of === asked ? pages.count : 1
  const eventAt = useJourneyEvents(
    question,
    dataVersion,
    Array.from({ length: count }, (_, page) => page),
  )
  const events: JourneyEvent[] = []
  for (let event = eventAt(0); event !== undefined; event = eventAt(events.length)) {
    events.push(event)
  }
  const known = isOutdated ? undefined : result
  return {
    events,
    times: events.map(({ localTime }) => localTime),
    isWhole: known !== undefined && events.length === known.foundCount,
    overview: known?.overview,
    counts: known && {
      events: known.eventCount,
      sessions: known.sessionCount,
      found: known.foundCount,
    },
    error,
    retry: run,
    loadMore: () => {
      if (events.length === count * journeyPage) setPages({ of: asked, count: count + 1 })
    },
  }
}
