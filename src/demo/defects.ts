import type { Random } from './random.ts'
import { scenario } from './scenario.ts'
import type { WebEvent } from './web.ts'

/** The defects that every real file has: unreadable times, nobody's events, events sent twice. */
export function addDefects(random: Random, events: readonly WebEvent[]): WebEvent[] {
  const { brokenTimes, missingPeople, duplicates } = scenario.defects
  const copies = (count: number, change: (event: WebEvent, index: number) => Partial<WebEvent>) =>
    Array.from({ length: Math.min(count, events.length) }, (_, index) => {
      const event = random.pick(events)
      return { ...event, ...change(event, index) }
    })
  return [
    ...events,
    ...copies(brokenTimes, (_, index) => ({ event_id: `broken-${index + 1}`, ts: '0000-00-00' })),
    ...copies(missingPeople, (_, index) => ({ event_id: `nobody-${index + 1}`, email: null })),
    ...copies(duplicates, () => ({})),
  ]
}
