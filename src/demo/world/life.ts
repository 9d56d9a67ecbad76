import { callsAfter } from '../datasets/calls.ts'
import { visitApp } from '../datasets/app.ts'
import { visitStore } from '../datasets/stores.ts'
import { visitWeb } from '../datasets/web.ts'
import type { DemoEvent } from './events.ts'
import { Memory } from './memory.ts'
import { makePerson, type Person } from './people.ts'
import { dayMs, hourMs, minuteMs, type Period } from './period.ts'
import { lot, type Random, randomOf } from './random.ts'

/** What one person did in the period, in order of time. */
export interface Life {
  readonly person: Person
  readonly events: readonly DemoEvent[]
  /** Cookies and device ids on which the person was known at least once. */
  readonly linkedDevices: ReadonlySet<string>
}

const places = { web: visitWeb, app: visitApp, stores: visitStore } as const

type Place = keyof typeof places

/** Between two visits of a person; so much that a call never makes one session of them. */
const restMs = 3 * hourMs

/** The life of the person of a number: the same for the same seed and period, however many people there are. */
export function live(seed: number, number: number, period: Period): Life {
  const random = randomOf(seed, number)
  const person = makePerson(random, number, period)
  const memory = new Memory()
  const events: DemoEvent[] = []
  for (const { place, day, ms } of planVisits(random, person)) {
    const startMs = period.startMs + day * dayMs + ms
    if (startMs < memory.visitedUntilMs + restMs) continue
    const visit = places[place]({ random, person, memory, startMs, day })
    if (visit.length === 0) continue
    memory.visitedUntilMs = visit.at(-1)!.ms
    for (const event of visit) events.push(event)
    for (const call of callsAfter(random, person, visit, period.endMs)) events.push(call)
  }
  events.sort((a, b) => a.ms - b.ms)
  return { person, events, linkedDevices: memory.linkedDevices }
}

interface PlannedVisit {
  readonly place: Place
  readonly day: number
  /** Since the day's start. */
  readonly ms: number
}

/** Hours of UTC at which visits begin: early enough to end on the same day, in UTC and in the shop's own time. */
const hours = lot({
  '6': 3,
  '7': 4,
  '8': 4,
  '9': 4,
  '10': 4,
  '11': 5,
  '12': 4,
  '13': 4,
  '14': 4,
  '15': 5,
  '16': 6,
  '17': 7,
  '18': 9,
  '19': 10,
})

function planVisits(random: Random, person: Person): readonly PlannedVisit[] {
  const { firstDay, endDay, visits } = person
  const planned: PlannedVisit[] = []
  for (const place of Object.keys(places) as Place[]) {
    const count = Math.round((visits[place] * (endDay - firstDay)) / 90)
    const least = place === 'web' ? 1 : 0
    for (let index = 0; index < Math.max(least, count); index++) {
      const day = random.integer(firstDay, endDay - 1)
      const ms = Number(random.choose(hours)) * hourMs + random.integer(0, 60 * minuteMs - 1)
      planned.push({ place, day, ms })
    }
  }
  return planned.sort((a, b) => a.day - b.day || a.ms - b.ms)
}
