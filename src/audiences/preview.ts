import type {
  AudiencePreview,
  AudiencePublished,
  ShownDeliveries,
} from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { getOwn } from '../model/own.ts'
import type { ProfileReader } from '../profile/profile.ts'
import type { ReportContext } from '../query/run-reports.ts'
import { selectMembers } from '../query/members/select-members.ts'
import type { MembershipChunk, WantedDelivery } from '../store/index.ts'
import type { Ground } from './ground.ts'
import { isoOf } from './journal.ts'
import { rehearse } from './run-audiences.ts'

/** People whose identities are looked at; of more, the first. */
const LOOKED_AT = 5000

const SAMPLE = 10

/** What publishing would do, and who would be added at destinations. */
export async function previewPublishing(
  ground: Ground,
  audience: Audience,
): Promise<AudiencePublished> {
  return (await rehearseTold(ground, audience)).published
}

/** What is found out without labels and policies. */
export type AudienceSize = Omit<AudiencePreview, 'denials' | 'labels'>

/** How large an audience is, whom it reaches, and what publishing would do; also where policies would not allow it. */
export async function previewAudience(ground: Ground, audience: Audience): Promise<AudienceSize> {
  const lookedAt = { ...ground, refuse: () => Promise.resolve() }
  const { published, context, members } = await rehearseTold(lookedAt, audience)
  const people = await countAll(context, published.window)
  const profiles = await readProfiles(ground, context, members)
  return {
    people: published.members,
    of: people,
    share: people === 0 ? null : published.members / people,
    reach: countReach(members.length, profiles),
    churn: await estimateChurn(ground, audience),
    sample: members.slice(0, SAMPLE).map((person) => ({
      person,
      attributes: Object.fromEntries(
        Object.entries(profiles.get(person)?.attributes ?? {}).map(([path, { value }]) => [
          path,
          value,
        ]),
      ),
    })),
    publish: published,
  }
}

type Profiles = Awaited<ReturnType<ProfileReader['read']>>

async function rehearseTold(ground: Ground, audience: Audience) {
  const added = new Map<string, string[]>()
  const first = new Map<string, WantedDelivery[]>()
  const note = ({ wanted }: MembershipChunk) => {
    for (const { destination, deliveries } of wanted) {
      const persons = added.get(destination) ?? []
      added.set(destination, persons)
      for (const { person, wanted: to } of deliveries) {
        if (to === 'in' && persons.length < LOOKED_AT) persons.push(person)
      }
      first.set(destination, takeFirst(first.get(destination) ?? [], deliveries))
    }
  }
  const { published, context, persons } = await rehearse(ground, audience, note)
  const known = await ground.known()
  const withoutIdentity: Record<string, { looked: number; found: number }> = {}
  for (const [destination, some] of added) {
    const namespaces = known.destination(destination)?.identities ?? []
    const profiles = await readProfiles(ground, context, some)
    const reached = some.filter((person) => {
      const own = profiles.get(person)?.identities ?? []
      return own.some(({ namespace }) => namespaces.length === 0 || namespaces.includes(namespace))
    })
    withoutIdentity[destination] = { looked: some.length, found: some.length - reached.length }
  }
  const members = persons.slice(0, LOOKED_AT)
  const payloads = await showAll(ground, audience, first)
  return { published: { ...published, withoutIdentity, payloads }, context, members }
}

/** Of those who enter, and of those who leave. */
const SHOWN = 3

const takeFirst = (
  taken: readonly WantedDelivery[],
  deliveries: readonly WantedDelivery[],
): WantedDelivery[] =>
  (['in', 'out'] as const).flatMap((to) =>
    [...taken, ...deliveries.slice(0, LOOKED_AT)]
      .filter(({ wanted }) => wanted === to)
      .slice(0, SHOWN),
  )

/** By destination: what it would be sent of the first people. */
async function showAll(
  { showDeliveries }: Ground,
  audience: Audience,
  first: ReadonlyMap<string, readonly WantedDelivery[]>,
): Promise<Readonly<Record<string, ShownDeliveries>>> {
  const shown: [string, ShownDeliveries][] = []
  for (const [destination, some] of first) {
    if (showDeliveries && some.length > 0) {
      shown.push([destination, await showDeliveries(destination, audience, some)])
    }
  }
  return Object.fromEntries(shown)
}

async function readProfiles(
  { profiles }: Ground,
  { dataView }: ReportContext,
  persons: readonly string[],
): Promise<Profiles> {
  return profiles === undefined ? new Map() : profiles.read(dataView.connection, persons)
}

function countReach(looked: number, profiles: Profiles): AudiencePreview['reach'] {
  const namespaces: Record<string, number> = {}
  for (const { identities } of profiles.values()) {
    for (const namespace of new Set(identities.map((each) => each.namespace))) {
      namespaces[namespace] = (getOwn(namespaces, namespace) ?? 0) + 1
    }
  }
  return { looked, namespaces }
}

/** Everybody with an event in a stretch of time that the data view shows, or at any time. */
async function countAll(
  context: ReportContext,
  window: AudiencePublished['window'],
): Promise<number> {
  const dateRange = window ? { start: window.start, end: window.end } : undefined
  const all = { segments: [], match: 'all' as const, dateRange }
  const { outcomes } = await selectMembers(context, [all])
  const [outcome] = outcomes
  if ('error' in outcome!) throw outcome.error
  return outcome!.result.codes.length
}

const DAY_MS = 86_400_000

/** By what became of members in the last days. */
async function estimateChurn(
  { store, now }: Ground,
  { id }: Audience,
): Promise<AudiencePreview['churn']> {
  const { members } = await store.countMembers(id)
  const found = []
  for (const days of [7, 14, 30]) {
    const { entered, left, returned } = await store.countChanges(id, isoOf(now() - days * DAY_MS))
    const before = Math.max(0, members - entered + left)
    found.push({
      days,
      entered,
      left,
      returned,
      leftShare: before === 0 ? null : left / before,
      returnedShare: left === 0 ? null : returned / left,
    })
  }
  return found
}
