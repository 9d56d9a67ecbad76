import { getOwn } from '../../model/own.ts'
import type { Destination } from '../../model/definitions/destination.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type Claim, ClaimLost, type DeliveryStore } from '../../store/deliveries/index.ts'
import type { ProfileReader } from '../../profile/profile.ts'
import type { DestinationType, OpenDestination } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import { backOffMs } from './back-off.ts'
import { idBefore } from './batch-id.ts'
import { type Clock, isoOf } from './clock.ts'
import { deliverChanges, hasNewChanges } from './deliver-changes.ts'
import { deliverDue } from './deliver-due.ts'
import type { Delivery } from './delivery.ts'
import { type OutboxState, readOutboxState, waitsUntil } from './outbox-state.ts'
import type { AudienceGround } from './plan.ts'
import type { ChangeSource } from './profile-changes.ts'
import { recoverBatches } from './recover-batches.ts'

/** What the outbox works with. */
export interface OutboxGround {
  readonly store: DeliveryStore
  readonly profiles: ProfileReader
  readonly clock: Clock
  /** Which of several servers this is. */
  readonly owner: string
  readonly destinations: () => Promise<readonly Destination[]>
  readonly destination: (id: string) => Promise<Destination | undefined>
  /** The audiences that are sent to a destination. */
  readonly audiences: (destination: string) => Promise<readonly string[]>
  /** Nothing of an audience that is gone. */
  readonly audience: (id: string, destination: Destination) => Promise<AudienceGround | undefined>
  /** Of profiles, where they are kept. */
  readonly changes?: ChangeSource
  /** Errors: ThroughlineError of what is missing; DestinationError. */
  readonly open: (destination: Destination) => Promise<Opened>
  /** For how long batches stay in the log. */
  readonly logDays: number
  readonly report: (error: unknown, destination: string) => void
}

export interface Opened {
  readonly type: DestinationType
  readonly opened: OpenDestination
  /** Of which identities can be sent; all where it is left out. */
  readonly namespaces?: readonly string[] | undefined
}

/** Delivers to all destinations, each by one server at a time. */
export interface Outbox {
  /** Looks now what is due; comes back when all of it has been sent, or cannot be. */
  run(): Promise<void>
  /** Has it looked soon. */
  wake(): void
  state(destination: string): Promise<OutboxState>
  /** What failed does not count any more: it is sent to at once. */
  forgive(destination: string): Promise<void>
  /** All are about to be sent again by hand: that is no try of what was sent before. */
  countResend(destination: string): Promise<void>
  /** Whether something is being sent by this server. */
  isDelivering(destination: string): boolean
  close(): Promise<void>
}

const LOOK_EVERY_MS = 1000

/** A server that is killed holds a destination no longer than this. */
const OWNED_MS = 60_000
const RENEW_MS = 15_000

const OBSTACLE_MS = 5000

/** What is under way when the server closes has so long. */
const GRACE_MS = 10_000

export function openOutbox(ground: OutboxGround, isWatching = true): Outbox {
  const { store } = ground
  const stop = new AbortController()
  const end = new AbortController()
  const running = new Map<string, Promise<void>>()
  const signals = { stop: stop.signal, end: end.signal }

  function begin(destination: Destination): Promise<void> {
    const known = running.get(destination.id)
    if (known) return known
    const work = deliverTo(ground, destination, signals)
      .catch((error: unknown) => ground.report(error, destination.id))
      .finally(() => running.delete(destination.id))
    running.set(destination.id, work)
    return work
  }

  async function beginDue(): Promise<readonly Promise<void>[]> {
    if (stop.signal.aborted) return []
    const all = await ground.destinations()
    const due: Destination[] = []
    for (const destination of all) {
      if (await isDue(ground, destination)) due.push(destination)
    }
    return stop.signal.aborted ? [] : due.map(begin)
  }

  let looking: Promise<unknown> = Promise.resolve()
  const look = () => {
    looking = looking.then(beginDue).catch((error: unknown) => ground.report(error, ''))
  }
  const timer = isWatching ? setInterval(look, LOOK_EVERY_MS).unref() : undefined

  return {
    async run() {
      await Promise.all(await beginDue())
    },
    wake: look,
    state: async (destination) => readOutboxState(await store.readState(destination)),
    async forgive(destination) {
      await changeState(ground, destination, { ...atRest, stopped: null })
      look()
    },
    countResend: (destination) =>
      changeState(ground, destination, ({ resends }) => ({ resends: resends + 1 })),
    isDelivering: (destination) => running.has(destination),
    async close() {
      clearInterval(timer)
      stop.abort()
      const grace = setTimeout(() => end.abort(), GRACE_MS)
      await looking
      await Promise.all(running.values())
      clearTimeout(grace)
      end.abort()
    },
  }
}

const atRest = { failures: 0, problem: null, waiting: null } as const

const changeState = (
  { store }: OutboxGround,
  destination: string,
  change: Partial<OutboxState> | ((state: OutboxState) => Partial<OutboxState>),
): Promise<void> =>
  store.changeState(destination, (document) => {
    const state = readOutboxState(document)
    const changed = typeof change === 'function' ? change(state) : change
    return JSON.stringify({ ...state, ...changed })
  })

/** Whether there is something to be sent, and it may be. */
async function isDue(ground: OutboxGround, destination: Destination): Promise<boolean> {
  const { store, clock } = ground
  if (destination.paused) return false
  const state = readOutboxState(await store.readState(destination.id))
  await retryAfterRuns(ground, destination.id, state)
  if (state.stopped?.definition === textOf(destination)) return false
  if (waitsUntil(state, clock.now()) !== undefined) return false
  if (await hasChanges(ground, destination, state)) return true
  return store.hasDue(destination.id, clock.now())
}

/** Whether changes of profiles wait, and may be sent. */
async function hasChanges(
  { changes }: OutboxGround,
  destination: Destination,
  state: OutboxState,
): Promise<boolean> {
  if (changes === undefined || destination.profileChanges === undefined) return false
  const isNew = await hasNewChanges(changes, state.changes)
  return isNew && (await changes.denial(destination)) === undefined
}

/** Dead ones are tried again with each later evaluation of their audience. */
async function retryAfterRuns(
  ground: OutboxGround,
  destination: string,
  state: OutboxState,
): Promise<void> {
  for (const audience of await ground.audiences(destination)) {
    const run = await ground.store.lastRun(audience)
    if (run === undefined || getOwn(state.runs, audience) === run) continue
    await ground.store.retryDead(destination, { audience, unlessRun: run })
    await changeState(ground, destination, ({ runs }) => ({ runs: { ...runs, [audience]: run } }))
  }
}

/** What of a definition decides whether it is tried again. */
const textOf = (destination: Destination): string => JSON.stringify(destination)

interface Signals {
  readonly stop: AbortSignal
  readonly end: AbortSignal
}

/** Sends what is due while the destination is this server's, and remembers what has come of it. */
async function deliverTo(
  ground: OutboxGround,
  destination: Destination,
  signals: Signals,
): Promise<void> {
  const { store, clock, owner } = ground
  const claim = (): Claim => ({
    destination: destination.id,
    owner,
    until: isoOf(clock.now() + OWNED_MS),
  })
  if (!(await store.claim(claim(), clock.now()))) return
  const lost = new AbortController()
  const renewing = setInterval(() => {
    store
      .claim(claim(), clock.now())
      .then((isOurs) => isOurs || lost.abort())
      .catch((error: unknown) => ground.report(error, destination.id))
  }, RENEW_MS).unref()
  try {
    await open(ground, destination, claim, {
      stop: AbortSignal.any([signals.stop, lost.signal]),
      end: AbortSignal.any([signals.end, lost.signal]),
    })
  } catch (error) {
    if (error instanceof ClaimLost) return
    if (error instanceof ThroughlineError) return await noteObstacle(ground, destination, error)
    if (!(error instanceof DestinationError)) throw error
    await noteFailure(ground, destination, error)
  } finally {
    clearInterval(renewing)
    await store.release(claim())
  }
}

async function open(
  ground: OutboxGround,
  destination: Destination,
  claim: () => Claim,
  signals: Signals,
): Promise<void> {
  const { store, profiles, clock } = ground
  let state = readOutboxState(await store.readState(destination.id))
  const { type, opened, namespaces } = await ground.open(destination)
  const changed = new AbortController()
  const look = async () => {
    const now = await ground.destination(destination.id)
    if (now === undefined || textOf(now) !== textOf(destination)) changed.abort()
  }
  const delivery: Delivery = {
    ...{ destination, type, opened, namespaces, store, profiles, clock, claim },
    resends: state.resends,
    failures: () => state.failures,
    async audience(id) {
      await look()
      return findAudience(ground, destination, id)
    },
    async answered() {
      if (state.failures === 0 && state.problem === null) return
      state = { ...state, ...atRest }
      await changeState(ground, destination.id, atRest)
    },
    stop: AbortSignal.any([signals.stop, changed.signal]),
    end: signals.end,
  }
  try {
    await recoverBatches(delivery)
    await deliverDue(delivery)
    if (ground.changes && destination.profileChanges) {
      await deliverChanges(delivery, {
        source: ground.changes,
        look,
        state: () => state.changes,
        async keep(now) {
          state = { ...state, changes: now }
          await changeState(ground, destination.id, { changes: now })
        },
      })
    }
    await store.dropBatches(destination.id, idBefore(clock.now() - ground.logDays * 86_400_000))
  } finally {
    await opened.close().catch((error: unknown) => ground.report(error, destination.id))
  }
}

/** What an audience was called, and whose people it has, is remembered for when it is gone. */
async function findAudience(
  ground: OutboxGround,
  destination: Destination,
  id: string,
): Promise<AudienceGround> {
  const found = await ground.audience(id, destination)
  const { audiences } = readOutboxState(await ground.store.readState(destination.id))
  const known = getOwn(audiences, id)
  if (found === undefined) {
    const { name = id, connection } = known ?? {}
    return { id, name, connection, isGone: true, denial: undefined, consent: undefined }
  }
  const { name, connection } = found
  const isKnown = known?.name === name && known.connection === connection
  if (!isKnown && connection !== undefined) {
    await changeState(ground, destination.id, (state) => ({
      audiences: { ...state.audiences, [id]: { name, connection } },
    }))
  }
  return found
}

/** A setting or secret is not as it has to be: it is looked again whether it is. */
const noteObstacle = (
  ground: OutboxGround,
  destination: Destination,
  { message }: ThroughlineError,
): Promise<void> =>
  changeState(ground, destination.id, {
    problem: message,
    waiting: { since: ground.clock.now(), ms: OBSTACLE_MS },
  })

async function noteFailure(
  ground: OutboxGround,
  destination: Destination,
  error: DestinationError,
): Promise<void> {
  const { clock } = ground
  if (error.retry === 'after-user-action') {
    const stopped = { reason: error.message, definition: textOf(destination) }
    return changeState(ground, destination.id, { stopped, problem: error.message })
  }
  return changeState(ground, destination.id, (state) => {
    const failures = state.failures + 1
    const ms = error.retryAfterMs ?? backOffMs(failures, clock)
    return { failures, problem: error.message, waiting: { since: clock.now(), ms } }
  })
}
