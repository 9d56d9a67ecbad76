import type { DemoEvent, EventDataset } from '../world/events.ts'
import { minuteMs } from '../world/period.ts'
import type { Observer } from './observer.ts'

/** How many there are. */
export interface PeopleTruth {
  /** Of the world: nobody can find that number in the data. */
  inTheWorld: number
  customers: number
  /** With an event, once every device is given to its owner: the people of a stitched connection. */
  seen: number
  /** Of these, the customers. */
  seenCustomers: number
  /** Pauses of more than 30 minutes begin a new one; over all datasets of a seen person. */
  sessions: number
  /** What happened, by dataset; duplicates count once, rows without a person and broken ones not at all. */
  events: Record<EventDataset, number>
}

const timeoutMs = 30 * minuteMs

export function observePeople(): Observer<PeopleTruth> {
  const truth: PeopleTruth = {
    inTheWorld: 0,
    customers: 0,
    seen: 0,
    seenCustomers: 0,
    sessions: 0,
    events: { web: 0, app: 0, stores: 0, calls: 0 },
  }
  return {
    see({ life: { person, events }, persons }) {
      truth.inTheWorld++
      if (person.customer !== undefined) truth.customers++
      truth.seen += persons.length
      truth.seenCustomers += persons.filter(({ id }) => id === person.customer?.customer_id).length
      for (const seen of persons) truth.sessions += countSessions(seen.events)
      for (const { dataset } of events) truth.events[dataset]++
    },
    tell: () => truth,
  }
}

const countSessions = (events: readonly DemoEvent[]): number =>
  events.filter(({ ms }, index) => index === 0 || ms - events[index - 1]!.ms > timeoutMs).length
