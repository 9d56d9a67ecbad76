import type { JourneyEvent, JourneyOverview } from './request.ts'

/** What all events of a journey make together, those that are not on the page included. */
export function overviewOf(
  events: readonly JourneyEvent[],
  found: ReadonlySet<JourneyEvent>,
  markCount: number,
): JourneyOverview {
  const sessions = new Map<number, JourneyEvent[]>()
  const datasets = new Map<string, number>()
  const marked = Array.from({ length: markCount }, () => 0)
  for (const event of events) {
    const own = sessions.get(event.session)
    if (own === undefined) sessions.set(event.session, [event])
    else own.push(event)
    datasets.set(event.dataset, (datasets.get(event.dataset) ?? 0) + 1)
    for (const mark of event.marks ?? []) marked[mark]! += 1
  }
  return {
    sessions: [...sessions].map(([session, own]) => describeSession(session, own, found)),
    datasets: [...datasets].map(([dataset, eventCount]) => ({ dataset, eventCount })),
    marked,
  }
}

function describeSession(
  session: number,
  events: readonly JourneyEvent[],
  found: ReadonlySet<JourneyEvent>,
): JourneyOverview['sessions'][number] {
  const [first, last] = [events[0]!, events.at(-1)!]
  return {
    session,
    start: first.time,
    end: last.time,
    localStart: first.localTime,
    localEnd: last.localTime,
    datasets: [...new Set(events.map(({ dataset }) => dataset))],
    eventCount: events.length,
    foundCount: events.filter((event) => found.has(event)).length,
    entry: first.dimensions,
  }
}
