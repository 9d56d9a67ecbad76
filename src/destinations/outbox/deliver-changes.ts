import { createHash } from 'node:crypto'
import type { ProfileChangeDetail } from '../../profile/index.ts'
import type { DeliveredProfileChange, DeliveryOutcome } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import { isoOf } from './clock.ts'
import type { Delivery } from './delivery.ts'
import type { OutboxState } from './outbox-state.ts'
import { openPace } from './pace.ts'
import { type ChangeSource, type FeedChange, isAgreedTo, isTold } from './profile-changes.ts'

/** How far changes were sent. */
export type ChangesState = NonNullable<OutboxState['changes']>

interface Course {
  readonly source: ChangeSource
  /** What is kept now. */
  state(): ChangesState | null
  keep(state: ChangesState): Promise<void>
  /** Has a changed definition stop the delivery. */
  look(): Promise<void>
}

/** Whether there is anything behind what was sent. */
export async function hasNewChanges(
  { feed }: ChangeSource,
  state: OutboxState['changes'],
): Promise<boolean> {
  const { epoch, number } = await feed()
  return state === null || state.epoch !== epoch || state.number !== number
}

/**
 * Sends changes of profiles in their order, from the first look on: at least once, each with an id that stays the
 * same. What the receiver refuses is counted, and not sent again: what comes later is told all the same.
 *
 * @throws DestinationError when it takes nothing now: the same are sent again
 */
export async function deliverChanges(delivery: Delivery, course: Course): Promise<void> {
  const { destination, stop, clock } = delivery
  const told = destination.profileChanges!
  const pace = openPace(destination.ratePerSecond, clock)
  while (!stop.aborted) {
    await course.look()
    if (stop.aborted || (await course.source.denial(destination)) !== undefined) return
    const feed = await course.source.feed()
    if (course.state() === null) await course.keep(startAt(feed.epoch, feed.number))
    const state = course.state()!
    const isKnown = isWithin(feed, state)
    const after = isKnown ? state.number : feed.first - 1
    const { connection } = told
    const limit = limitOf(delivery)
    const found = await course.source.changes(after, { connection, limit })
    const wanted = await choose(delivery, course.source, feed.epoch, found)
    const missed = isKnown ? [] : [missedAt(isoOf(clock.now()))]
    const reached = found.length < limit ? Math.max(feed.number, lastOf(found)) : lastOf(found)
    const next = { ...state, epoch: feed.epoch, number: reached }
    await pace(wanted.length, stop)
    if (stop.aborted) return
    await send(delivery, course, [...missed, ...wanted], next)
    if (found.length < limit && reached >= (await course.source.feed()).number) return
  }
}

const startAt = (epoch: string, number: number): ChangesState => ({
  epoch,
  number,
  sent: 0,
  rejected: 0,
  lastRejected: null,
})

const isWithin = (
  { epoch, number, first }: Awaited<ReturnType<ChangeSource['feed']>>,
  state: ChangesState,
): boolean => state.epoch === epoch && state.number >= first - 1 && state.number <= number

const lastOf = (found: readonly FeedChange[]): number => found.at(-1)?.number ?? 0

const limitOf = ({ type, destination: { ratePerSecond = Infinity } }: Delivery): number =>
  Math.max(1, Math.min(type.batch.items, Math.floor(ratePerSecond)))

const missedAt = (at: string): DeliveredProfileChange => ({ id: null, kind: 'missed', at })

/** Those that the destination is told of. */
async function choose(
  { destination, profiles }: Delivery,
  source: ChangeSource,
  epoch: string,
  found: readonly FeedChange[],
): Promise<readonly DeliveredProfileChange[]> {
  const { profileChanges, identities } = destination
  const told = found
    .map((change) => ({
      change,
      detail: JSON.parse(change.document) as ProfileChangeDetail,
    }))
    .filter(({ detail }) => isTold(profileChanges!, identities, detail))
  const consent = await source.consent(destination)
  const persons = consent ? [...new Set(told.map(({ change }) => change.person))] : []
  const known = await profiles.read(profileChanges!.connection, persons)
  return told
    .filter(({ change, detail }) => isAgreedTo(consent, detail, known.get(change.person)))
    .map(({ change: { number, person, at }, detail }) => ({
      id: `${epoch}-${number}`,
      person,
      at,
      ...named(detail),
    }))
}

/** The id of an identity stands with its namespace: `id` is that of the change. */
function named(detail: ProfileChangeDetail) {
  if (!('namespace' in detail)) return detail
  const { kind, namespace, id } = detail
  return { kind, identity: { namespace, id } }
}

/** Sends some, in halves where one of them is guilty, and keeps how far it is. */
async function send(
  delivery: Delivery,
  course: Course,
  changes: readonly DeliveredProfileChange[],
  next: ChangesState,
): Promise<void> {
  if (changes.length > 0) await sendSome(delivery, course, changes)
  const { sent, rejected, lastRejected } = course.state()!
  await course.keep({ ...next, sent, rejected, lastRejected })
}

async function sendSome(
  delivery: Delivery,
  course: Course,
  changes: readonly DeliveredProfileChange[],
): Promise<void> {
  try {
    await note(course, changes, await post(delivery, changes))
  } catch (error) {
    if (!(error instanceof DestinationError) || error.retry !== 'split') throw error
    if (changes.length === 1) {
      const rejected = [{ index: 0, reason: error.message }]
      return note(course, changes, { accepted: [], rejected })
    }
    const middle = Math.ceil(changes.length / 2)
    await sendSome(delivery, course, changes.slice(0, middle))
    await sendSome(delivery, course, changes.slice(middle))
  }
  await delivery.answered()
}

async function post(
  { opened, destination, resends, end }: Delivery,
  changes: readonly DeliveredProfileChange[],
): Promise<DeliveryOutcome> {
  const { connection } = destination.profileChanges!
  const content = JSON.stringify([destination.id, 'profiles', resends, connection, changes])
  const idempotencyKey = createHash('sha256').update(content).digest('hex')
  const signal = AbortSignal.any([end, AbortSignal.timeout(LONGEST_MS)])
  try {
    return await opened.deliverChanges!({ connection, idempotencyKey, changes }, signal)
  } catch (error) {
    if (error instanceof DestinationError) throw error
    throw new DestinationError('something went wrong here', 'later', { cause: error })
  }
}

const LONGEST_MS = 300_000

/** What nobody answered for is sent again, and all behind it. @throws DestinationError */
async function note(
  { state, keep }: Course,
  changes: readonly DeliveredProfileChange[],
  { accepted, rejected }: DeliveryOutcome,
): Promise<void> {
  const answered = new Set([...accepted, ...rejected.map(({ index }) => index)])
  if (changes.some((_, index) => !answered.has(index))) {
    throw new DestinationError('it said nothing of some changes of profiles', 'later')
  }
  const before = state()!
  const last = rejected.at(-1)
  await keep({
    ...before,
    ...placeOf(changes),
    sent: before.sent + accepted.length,
    rejected: before.rejected + rejected.length,
    lastRejected: last
      ? { id: changes[last.index]!.id ?? '', reason: last.reason }
      : before.lastRejected,
  })
}

/** How far it is with these: what was only missed has no place. */
function placeOf(changes: readonly DeliveredProfileChange[]): Partial<ChangesState> {
  const [epoch, number] = changes.at(-1)?.id?.split('-') ?? []
  return epoch === undefined ? {} : { epoch, number: Number(number) }
}
