import { checkDestination } from '../../../destinations/check.ts'
import { isoOf } from '../../../destinations/outbox/clock.ts'
import type { Outbox } from '../../../destinations/outbox/outbox.ts'
import { type OutboxState, waitsUntil } from '../../../destinations/outbox/outbox-state.ts'
import type { DestinationStatus } from '../../../model/answers/destinations.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { DeliveryStore } from '../../../store/deliveries/index.ts'
import type { Catalog } from '../catalog.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { groundAudience, listAudiences } from './audience-ground.ts'
import { describeChangesDenial } from './change-source.ts'
import { describeBatch } from './pages.ts'

interface Ground {
  readonly deliveries: DeliveryStore
  readonly outbox: Outbox
  readonly secrets: Secrets
  readonly catalog: Catalog
}

/** Where a destination is. */
export async function describeStatus(
  ground: Ground,
  destination: Destination,
): Promise<DestinationStatus> {
  const { deliveries, outbox, catalog } = ground
  const { id, name, type, mode } = destination
  const state = await outbox.state(id)
  const [last] = await deliveries.listBatches(id, { before: '\u{10ffff}', limit: 1 })
  return {
    id,
    ...(name !== undefined && { name }),
    ...{ type, mode, audiences: [...listAudiences(catalog, id)] },
    ...(await describeState(ground, destination, state)),
    ...(await deliveries.count(id)),
    last: last === undefined ? null : describeBatch(last),
    ...(destination.profileChanges && { profileChanges: describeChanges(state) }),
  }
}

const describeChanges = ({ changes }: OutboxState): DestinationStatus['profileChanges'] => ({
  until: changes && `${changes.epoch}-${changes.number}`,
  sent: changes?.sent ?? 0,
  rejected: changes?.rejected ?? 0,
  lastRejected: changes?.lastRejected ?? null,
})

type State = Pick<DestinationStatus, 'state' | 'problem' | 'waitsUntil'>

async function describeState(
  ground: Ground,
  destination: Destination,
  state: OutboxState,
): Promise<State> {
  const plain = { problem: null, waitsUntil: null }
  if (destination.paused) return { ...plain, state: 'paused' }
  const obstacle = await findObstacle(ground, destination)
  if (obstacle !== undefined) return { ...plain, state: 'blocked', problem: obstacle }
  const isStopped = state.stopped?.definition === JSON.stringify(destination)
  if (isStopped) return { ...plain, state: 'stopped', problem: state.stopped!.reason }
  const until = waitsUntil(state, Date.now())
  if (until !== undefined) {
    return { state: 'waiting', problem: state.problem, waitsUntil: isoOf(until) }
  }
  return { ...plain, state: ground.outbox.isDelivering(destination.id) ? 'delivering' : 'ready' }
}

/** A setting or secret that is not as the type needs it, or what a policy says of each audience. */
async function findObstacle(
  { secrets, catalog }: Ground,
  destination: Destination,
): Promise<string | undefined> {
  try {
    checkDestination(destination)
    await secrets.read(destination)
  } catch (error) {
    if (error instanceof ThroughlineError) return error.message
    throw error
  }
  const changes = describeChangesDenial(catalog, destination)
  const denials = listAudiences(catalog, destination.id).flatMap((id) => {
    const { denial } = groundAudience(catalog, id, destination)!
    return denial === undefined ? [] : [`${id}: ${denial}`]
  })
  const all = [...denials, ...(changes === undefined ? [] : [`changes of profiles: ${changes}`])]
  return all.length === 0 ? undefined : all.join('; ')
}
