import type { WaitingDelivery, Wanted } from '../../store/deliveries/index.ts'
import type { Delivery } from './delivery.ts'
import { type Flights, openFlights } from './flights.ts'
import { type Lanes, openLanes } from './lanes.ts'
import { type Batch, makeBatches } from './make-batches.ts'
import { openPace, type Pace } from './pace.ts'
import { type AudienceGround, isSending, type Plan, type PlanGround } from './plan.ts'
import { planAdditions } from './plan-additions.ts'
import { planEvents } from './plan-events.ts'
import { planRemovals } from './plan-removals.ts'
import { sendBatch } from './send-batch.ts'
import { settlePlans } from './settle-plans.ts'

/**
 * Sends what is due to a destination until nothing is: its audiences in turn, each some people at a time. What
 * comes next is prepared while batches are under way; a person is in one of them at most.
 *
 * @throws DestinationError when the destination takes nothing now
 * @throws ClaimLost
 */
export async function deliverDue(delivery: Delivery): Promise<void> {
  const { destination, store, type, clock, stop } = delivery
  const course: Course = {
    delivery,
    flights: openFlights(type.batch.atOnce ?? 1),
    pace: openPace(destination.ratePerSecond, clock),
    turns: new Map(),
  }
  try {
    for (;;) {
      const wereUnderWay = course.flights.size > 0
      let found = 0
      for (const audience of await store.openAudiences(destination.id)) {
        if (!stop.aborted) found += await takeTurn(course, audience)
      }
      if (stop.aborted || (found === 0 && !wereUnderWay)) break
      if (found === 0) await course.flights.landed()
    }
  } finally {
    await course.flights.landed()
  }
}

interface Course {
  readonly delivery: Delivery
  readonly flights: Flights
  readonly pace: Pace
  /** By audience. */
  readonly turns: Map<string, Turn>
}

/** Where an audience is. */
interface Turn {
  readonly lanes: Lanes
  readonly underWay: Set<string>
  wanted: Wanted
}

function findTurn({ turns, delivery }: Course, audience: string): Turn {
  const known = turns.get(audience)
  if (known) return known
  const underWay = new Set<string>()
  const where = { destination: delivery.destination.id, audience }
  const lanes = openLanes(delivery.store, where, underWay)
  const turn: Turn = { lanes, underWay, wanted: 'in' }
  turns.set(audience, turn)
  return turn
}

/** Sends some people of an audience; gives how many. */
async function takeTurn(course: Course, id: string): Promise<number> {
  const { delivery, flights } = course
  const turn = findTurn(course, id)
  const audience = await delivery.audience(id)
  const wanted = await chooseLane(delivery, audience, turn)
  if (wanted !== turn.wanted) await flights.landed(id)
  turn.wanted = wanted
  const rows = await readTurn(course, turn)
  if (rows.length === 0) return 0
  const plans = await planRows({ ...delivery, audience }, wanted, rows)
  await settlePlans(delivery, id, plans)
  await sendAll(course, turn, audience, plans)
  return rows.length
}

/** Of events, whichever lane has some. */
async function readTurn({ delivery }: Course, { lanes, wanted }: Turn) {
  const now = delivery.clock.now()
  const rows = await lanes.next(wanted, now)
  const isOther = rows.length === 0 && delivery.destination.mode === 'event'
  return isOther ? lanes.next(wanted === 'in' ? 'out' : 'in', now) : rows
}

/**
 * Removals wait until every addition is confirmed or dead: what somebody is removed by may be what somebody else is
 * added by. Events have their own order; what a policy does not allow to be added holds nobody up.
 */
async function chooseLane(
  { destination, store }: Delivery,
  { id, denial }: AudienceGround,
  { wanted }: Turn,
): Promise<Wanted> {
  if (denial !== undefined) return 'out'
  if (destination.mode === 'event') return wanted === 'in' ? 'out' : 'in'
  const lane = { destination: destination.id, audience: id, wanted: 'in' } as const
  return (await store.hasWaiting(lane)) ? 'in' : 'out'
}

function planRows(
  ground: PlanGround,
  wanted: Wanted,
  rows: readonly WaitingDelivery[],
): Promise<readonly Plan[]> {
  if (ground.destination.mode === 'event') return planEvents(ground, rows)
  return wanted === 'in' ? planAdditions(ground, rows) : planRemovals(ground, rows)
}

/** What was planned may be denied by the time that it is its turn; a changed definition stops the delivery. */
async function isForbiddenNow(
  delivery: Delivery,
  { id }: AudienceGround,
  [{ change }]: Batch,
): Promise<boolean> {
  const { denial, isGone } = await delivery.audience(id)
  return change.status === 'entered' && (denial !== undefined || isGone)
}

async function sendAll(
  { delivery, flights, pace }: Course,
  { underWay }: Turn,
  audience: AudienceGround,
  plans: readonly Plan[],
): Promise<void> {
  const { type, destination, stop } = delivery
  const limits = { batch: type.batch, ratePerSecond: destination.ratePerSecond }
  const sendings = plans.filter(isSending)
  let isForbidden = false
  for (const batch of makeBatches(sendings, limits)) {
    await pace(batch.length, stop)
    if (stop.aborted || isForbidden) return
    const persons = batch.map(({ row }) => row.person)
    for (const person of persons) underWay.add(person)
    await flights.start(audience.id, async () => {
      isForbidden ||= await isForbiddenNow(delivery, audience, batch)
      if (!stop.aborted && !isForbidden) await sendBatch(delivery, audience, batch)
      for (const person of persons) underWay.delete(person)
    })
  }
}
