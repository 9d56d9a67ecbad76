import { type Call, makeCalls } from './calls.ts'
import { catalogue } from './catalogue.ts'
import { addDefects } from './defects.ts'
import { makePeople, type Person } from './people.ts'
import { createRandom } from './random.ts'
import { scenario } from './scenario.ts'
import { printCsvFile, printJsonLines } from './text.ts'
import { makeWebEvents, type WebEvent } from './web.ts'

export interface SampleOptions {
  /** About twenty events each. 3,000 unless told. */
  readonly people?: number
  readonly seed?: number
  /** `2026-01-31`: the sample is of the 90 days before this day (UTC). */
  readonly day: string
}

/** A file of the sample and the dataset that it belongs to. */
export interface SampleFile {
  readonly dataset: SampleDataset
  readonly type: 'event' | 'profile' | 'lookup'
  readonly name: string
  readonly text: string
}

export type SampleDataset = 'customers' | 'catalogue' | 'calls' | 'web'

const dayMs = 86_400_000

/** The files of Harbor & Pine; the same options give the same bytes. */
export function generateSample({ people = 3000, seed = 7, day }: SampleOptions): SampleFile[] {
  const endMs = Date.parse(`${day}T00:00:00Z`)
  const startMs = endMs - scenario.days * dayMs
  const random = createRandom(seed)
  const persons = makePeople(random, people, startMs)
  const web: WebEvent[] = []
  const calls: Call[] = []
  for (const person of persons) {
    const events = makeWebEvents(random, person, startMs)
    web.push(...events)
    calls.push(...makeCalls(random, events, endMs))
  }
  web.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0))
  return [
    {
      dataset: 'customers',
      type: 'profile',
      name: 'customers.csv',
      text: printCsvFile(persons.map(profile)),
    },
    { dataset: 'catalogue', type: 'lookup', name: 'catalogue.csv', text: printCsvFile(catalogue) },
    { dataset: 'calls', type: 'event', name: 'calls.csv', text: printCsvFile(calls) },
    {
      dataset: 'web',
      type: 'event',
      name: 'web.jsonl',
      text: printJsonLines(addDefects(random, web)),
    },
  ]
}

function profile({ email, customerId, country, city, tier, isSubscriber, signedUp }: Person) {
  return {
    email,
    customer_id: customerId,
    home_country: country,
    city,
    tier,
    newsletter: isSubscriber,
    signed_up: signedUp,
  }
}
