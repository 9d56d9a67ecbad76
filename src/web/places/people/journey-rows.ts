import type { JourneyOverview } from '../../../query/reports/journey/request.ts'

type Session = JourneyOverview['sessions'][number]

/** A line of the list: the head of a session, or an event by its place among those that were found, from 0. */
export type JourneyRow =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'event'; readonly index: number }

/** All lines of a journey without its events: sessions with those that were found, in order. */
export interface JourneyRows {
  readonly count: number
  readonly eventCount: number
  readonly at: (row: number) => JourneyRow
  /** The line of an event. */
  readonly rowOf: (index: number) => number
  /** The first found event of the session that has a time; that of the next one where none has; null behind all. */
  readonly indexNear: (time: string) => number | null
}

export function layOutRows(sessions: readonly Session[]): JourneyRows {
  const shown = sessions.filter(({ foundCount }) => foundCount > 0)
  /** Of each session the events before it. */
  const before: number[] = []
  let events = 0
  for (const { foundCount } of shown) {
    before.push(events)
    events += foundCount
  }
  const headOf = (k: number) => before[k]! + k
  return {
    count: events + shown.length,
    eventCount: events,
    at(row) {
      const k = findLast(shown.length, (place) => headOf(place) <= row)
      return headOf(k) === row
        ? { kind: 'session', session: shown[k]! }
        : { kind: 'event', index: row - k - 1 }
    },
    rowOf: (index) => index + findLast(shown.length, (place) => before[place]! <= index) + 1,
    indexNear(time) {
      const k = shown.findIndex(({ end }) => end >= time)
      return k < 0 ? null : before[k]!
    },
  }
}

/** The last of `count` places that fits, where all before it do, too; -1 for none. */
function findLast(count: number, fits: (place: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle)) low = middle + 1
    else high = middle
  }
  return low - 1
}
