import type { DemoEvent, EventDataset } from '../world/events.ts'
import type { Life } from '../world/life.ts'
import { scenario } from '../world/scenario.ts'
import { isSharedBy } from '../world/shared-browsers.ts'
import type { Observer } from './observer.ts'

/** Who is known by what. */
export interface IdentitiesTruth {
  /** A line per person of the world. */
  readonly file: string
  /** What each dataset knows people by: cookies, device ids, loyalty ids, the customer ids that calls have. */
  readonly ids: Record<EventDataset, number>
  /** Cookies and device ids on which someone said who they are. */
  readonly linked: Record<'web' | 'app', number>
  readonly sharedBrowsers: readonly SharedBrowser[]
  /** By dataset, field and value, what stands in the place of an id. */
  readonly placeholders: Record<string, PlaceholderCount>
}

interface PlaceholderCount {
  rows: number
  people: number
}

/** A browser that several customers use in turn: each is known at the start of a visit, and nobody at its end. */
interface SharedBrowser {
  readonly cookie: string
  readonly people: readonly Sharer[]
  /** Anonymous events that would go to the wrong person if all went to who said last who they are. */
  readonly misplacedByLastAuthenticated: number
}

interface Sharer {
  readonly customer_id: string
  readonly events: number
  readonly anonymousEvents: number
  /** When the person last said who they are. */
  readonly lastKnown: string
}

/** A line of the file of identities. */
export interface PersonIdentities {
  readonly customer_id: string | null
  readonly email: string | null
  readonly loyalty_id: string | null
  readonly phone: string | null
  readonly cookies: readonly OwnedDevice[]
  readonly devices: readonly OwnedDevice[]
}

interface OwnedDevice {
  readonly id: string
  /** Whether the person said who they are on it, so that it can be known whose it is. */
  readonly isLinked: boolean
  readonly isShared: boolean
  readonly events: number
}

/** `onPerson` has each person's identities, as they become known. */
export function observeIdentities(
  file: string,
  onPerson: (person: PersonIdentities) => void,
): Observer<IdentitiesTruth> {
  const sharers = new Map<string, Sharer[]>()
  const truth: Omit<IdentitiesTruth, 'sharedBrowsers'> = {
    file,
    ids: { web: 0, app: 0, stores: 0, calls: 0 },
    linked: { web: 0, app: 0 },
    placeholders: {},
  }
  return {
    see({ life }) {
      const identities = identitiesOf(life)
      const cookies = identities.cookies.filter(({ isShared }) => !isShared)
      truth.ids.web += cookies.length
      truth.linked.web += cookies.filter(({ isLinked }) => isLinked).length
      truth.ids.app += identities.devices.length
      truth.linked.app += identities.devices.filter(({ isLinked }) => isLinked).length
      if (life.events.some(({ dataset }) => dataset === 'stores')) truth.ids.stores++
      if (life.events.some(namesCaller)) truth.ids.calls++
      if (isSharedBy(life.person.number)) seeShared(sharers, life)
      if (life.person.meetsPlaceholders) countPlaceholders(truth.placeholders, life.events)
      onPerson(identities)
    },
    tell: () => ({
      ...truth,
      ids: { ...truth.ids, web: truth.ids.web + sharers.size },
      linked: { ...truth.linked, web: truth.linked.web + sharers.size },
      sharedBrowsers: [...sharers].map(describeShared),
    }),
  }
}

const namesCaller = ({ dataset, row }: DemoEvent): boolean =>
  dataset === 'calls' && typeof row.customer_id === 'string'

function identitiesOf({ person, events, linkedDevices }: Life): PersonIdentities {
  const countOf = (id: string) => events.filter(({ device }) => device === id).length
  const used = (devices: Life['person']['browsers']) =>
    devices
      .map(({ id, isShared }) => ({
        id,
        isShared,
        isLinked: linkedDevices.has(id),
        events: countOf(id),
      }))
      .filter((device) => device.events > 0)
  const { customer, browsers, app } = person
  return {
    customer_id: customer?.customer_id ?? null,
    email: customer?.email ?? null,
    loyalty_id: customer?.loyalty_id ?? null,
    phone: customer?.phone ?? null,
    cookies: used(browsers),
    devices: used(app === undefined ? [] : [app]),
  }
}

function seeShared(sharers: Map<string, Sharer[]>, { person, events }: Life): void {
  const cookie = person.browsers.find(({ isShared }) => isShared)!.id
  const there = events.filter(({ device }) => device === cookie)
  const lastKnown = there.findLast(({ isKnown }) => isKnown)?.row.ts
  if (lastKnown === undefined) return
  const anonymousEvents = there.filter(({ isKnown }) => !isKnown).length
  const { customer_id } = person.customer!
  const sharer = { customer_id, events: there.length, anonymousEvents, lastKnown }
  sharers.set(cookie, [...(sharers.get(cookie) ?? []), sharer])
}

function describeShared([cookie, people]: readonly [string, readonly Sharer[]]): SharedBrowser {
  const last = people.toSorted((a, b) => (a.lastKnown < b.lastKnown ? 1 : -1))[0]
  const others = people.filter((sharer) => sharer !== last)
  const misplaced = others.reduce((sum, { anonymousEvents }) => sum + anonymousEvents, 0)
  return { cookie, people, misplacedByLastAuthenticated: misplaced }
}

const placeholderFields = {
  email: scenario.placeholders.emails,
  customer_id: scenario.placeholders.customerIds,
  phone: [scenario.placeholders.phone],
} as const

function countPlaceholders(
  counts: IdentitiesTruth['placeholders'],
  events: readonly DemoEvent[],
): void {
  const met = new Set<string>()
  for (const { dataset, row } of events) {
    const cells = row as unknown as Readonly<Record<string, unknown>>
    for (const [field, values] of Object.entries(placeholderFields)) {
      const value = values.find((placeholder) => placeholder === cells[field])
      if (value === undefined) continue
      const key = `${dataset}.${field}: ${value}`
      const count = (counts[key] ??= { rows: 0, people: 0 })
      count.rows++
      if (!met.has(key)) count.people++
      met.add(key)
    }
  }
}
