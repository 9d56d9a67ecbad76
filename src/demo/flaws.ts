import type { Random } from './random.ts'
import { story } from './story.ts'
import type { WebEvent } from './web.ts'

/** The flaws that every real file has: unreadable times, nobody's events, events sent twice. */
export function withFlaws(random: Random, events: readonly WebEvent[]): WebEvent[] {
  const { brokenTimes, missingPeople, duplicates } = story.flaws
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
