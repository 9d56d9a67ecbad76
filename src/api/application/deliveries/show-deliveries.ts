import { checkDestination } from '../../../destinations/check.ts'
import type { ShownBatch } from '../../../destinations/destination.ts'
import { hideSecrets } from '../../../destinations/hide-secrets.ts'
import { systemClock } from '../../../destinations/outbox/clock.ts'
import { planAdditions } from '../../../destinations/outbox/plan-additions.ts'
import { planEvents } from '../../../destinations/outbox/plan-events.ts'
import { planRemovals } from '../../../destinations/outbox/plan-removals.ts'
import {
  isSending,
  type Plan,
  type PlanGround,
  type Sending,
} from '../../../destinations/outbox/plan.ts'
import type { ShownDeliveries } from '../../../model/answers/audiences.ts'
import type { Audience } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { ProfileReader } from '../../../profile/index.ts'
import type { Store, WantedDelivery } from '../../../store/index.ts'
import type { KnownDelivery, WaitingDelivery } from '../../../store/deliveries/index.ts'
import type { Catalog } from '../catalog.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { describeGround } from './audience-ground.ts'
import { findDestination } from './find-destination.ts'
import { listNamespaces } from './open-workspace-destination.ts'

interface Surroundings {
  readonly store: Store
  readonly catalog: () => Promise<Catalog>
  readonly profiles: ProfileReader
  readonly secrets: Secrets
}

/** What a destination would be sent of some people, planned as it is when they are delivered; nothing is sent. */
export async function showDeliveries(
  { store: { deliveries: store }, catalog, profiles, secrets }: Surroundings,
  id: string,
  audience: Audience,
  wanted: readonly WantedDelivery[],
): Promise<ShownDeliveries> {
  const known = await catalog()
  const destination = findDestination(known, id)
  const { type, settings } = checkDestination(destination)
  const of = describeGround(known, audience, destination)
  const ground: PlanGround = {
    ...{ destination, type, store, profiles, audience: of, clock: systemClock },
    namespaces: listNamespaces(type.takes, settings),
  }
  const where = { destination: id, audience: audience.id }
  const persons = wanted.map(({ person }) => person)
  const standing = persons.length === 0 ? [] : await store.readRows(where, persons)
  const rows = joinRows(wanted, standing)
  const plans = await planRows(ground, rows)
  const shown = showAll(plans.filter(isSending), (changes) =>
    type.show({ audience: of, run: 'preview', idempotencyKey: 'preview', changes }, settings),
  )
  const { clear, problem } = await readSecrets(() => secrets.read(destination))
  const settled = plans.flatMap((plan) =>
    isSending(plan) ? [] : [{ person: plan.row.person, reason: plan.next.reason ?? 'it is there' }],
  )
  return {
    messages: shown.messages.map(({ to, body }) => ({
      to: hideSecrets(to, clear),
      body: hideSecrets(body, clear),
    })),
    notSent: [...settled, ...shown.notSent],
    problem: of.denial ?? problem,
  }
}

/** As they would be wanted; without those who are already. */
function joinRows(
  wanted: readonly WantedDelivery[],
  standing: readonly KnownDelivery[],
): readonly WaitingDelivery[] {
  const known = new Map(standing.map((row) => [row.person, row]))
  return wanted.flatMap(({ person, wanted: to, epoch, at }) => {
    const before = known.get(person)
    if (before?.wanted === to) return []
    const { confirmed = null, confirmedEpoch = epoch - 1, identities = null } = before ?? {}
    const found = { confirmed, confirmedEpoch, identities, isForgotten: false }
    return [
      { person, wanted: to, epoch, at, run: 'preview', tries: 0, dueAt: '', revision: 0, ...found },
    ]
  })
}

async function planRows(
  ground: PlanGround,
  rows: readonly WaitingDelivery[],
): Promise<readonly Plan[]> {
  const { destination, audience } = ground
  const allowed = rows.filter(({ wanted }) => wanted === 'out' || audience.denial === undefined)
  if (destination.mode === 'event') return planEvents(ground, allowed)
  const [come, gone] = ['in', 'out'].map((to) => allowed.filter(({ wanted }) => wanted === to))
  return [...(await planAdditions(ground, come!)), ...(await planRemovals(ground, gone!))]
}

/** Those who leave and those who enter are sent apart. */
function showAll(
  sendings: readonly Sending[],
  show: (changes: readonly Sending['change'][]) => ShownBatch,
) {
  const batches = (['left', 'entered'] as const).map((status) =>
    sendings.map(({ change }) => change).filter((change) => change.status === status),
  )
  const shown = batches
    .filter(({ length }) => length > 0)
    .map((changes) => ({ changes, ...show(changes) }))
  return {
    messages: shown.flatMap(({ messages }) => messages),
    notSent: shown.flatMap(({ changes, rejected = [] }) =>
      rejected.map(({ index, reason }) => ({ person: changes[index]!.person, reason })),
    ),
  }
}

/** One that is missing keeps deliveries back, which is told. */
async function readSecrets(read: () => Promise<Readonly<Record<string, string>>>) {
  try {
    return { clear: await read(), problem: null }
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    return { clear: {}, problem: error.message }
  }
}
