import type { Random } from './random.ts'

export interface Person {
  readonly email: string
  readonly customerId: string
  readonly country: string
  readonly city: string
  readonly tier: 'Bronze' | 'Silver' | 'Gold'
  readonly isSubscriber: boolean
  readonly signedUp: string
  readonly device: Device
  /** Expected sessions in the whole period. */
  readonly sessions: number
}

export type Device = 'Mobile' | 'Desktop' | 'Tablet'

const cities: Readonly<Record<string, readonly string[]>> = {
  Germany: ['Hamburg', 'Berlin', 'Munich', 'Cologne'],
  Netherlands: ['Amsterdam', 'Rotterdam', 'Utrecht'],
  Denmark: ['Copenhagen', 'Aarhus'],
  Austria: ['Vienna', 'Innsbruck'],
  Sweden: ['Stockholm', 'Gothenburg'],
}

const firstNames = [
  'anna',
  'ben',
  'clara',
  'david',
  'elin',
  'finn',
  'greta',
  'hugo',
  'ida',
  'jonas',
]
const lastNames = [
  'berg',
  'dahl',
  'frost',
  'holm',
  'jensen',
  'krause',
  'lind',
  'meyer',
  'vos',
  'wolf',
]

const dayMs = 86_400_000

/** The customers, `count` of them; `startMs` is the start of the sample's period. */
export function makePeople(random: Random, count: number, startMs: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => makePerson(random, index + 1, startMs))
}

function makePerson(random: Random, number: number, startMs: number): Person {
  const country = random.weighted({
    Germany: 46,
    Netherlands: 20,
    Denmark: 12,
    Austria: 12,
    Sweden: 10,
  })
  const tier = random.weighted({ Bronze: 70, Silver: 22, Gold: 8 })
  const signedUp = new Date(startMs - random.integer(0, 900) * dayMs).toISOString().slice(0, 10)
  const name = `${random.pick(firstNames)}.${random.pick(lastNames)}`
  return {
    email: `${name}.${number}@example.com`,
    customerId: `C${String(number).padStart(6, '0')}`,
    country,
    city: random.pick(cities[country]!),
    tier,
    isSubscriber: random.isTrue(0.4),
    signedUp,
    device: random.weighted({ Mobile: 56, Desktop: 37, Tablet: 7 }),
    sessions: 1 + random.exponential({ Bronze: 2.1, Silver: 4.3, Gold: 8 }[tier]),
  }
}
