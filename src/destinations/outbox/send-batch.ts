import type { LoggedBatch } from '../../store/deliveries/index.ts'
import type { DeliveryBatch, DeliveryOutcome } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'
import { backOffMs } from './back-off.ts'
import { makeBatchId } from './batch-id.ts'
import { isoOf } from './clock.ts'
import type { Delivery } from './delivery.ts'
import { makeKey } from './idempotency-key.ts'
import { printIdentities } from './identities.ts'
import type { Batch } from './make-batches.ts'
import type { AudienceGround, Plan, Sending } from './plan.ts'
import { settlePlans } from './settle-plans.ts'

/** Longer than this no answer is waited for. */
const LONGEST_MS = 300_000

/** So often nobody says anything of somebody in a batch that was answered otherwise. */
const MOST_TRIES = 12

/**
 * Sends a batch and writes what has come of it: what was refused as a whole for what is in it, in halves until the
 * guilty ones are alone.
 *
 * @throws DestinationError when the destination takes nothing now
 * @throws ClaimLost
 */
export async function sendBatch(
  delivery: Delivery,
  audience: AudienceGround,
  batch: Batch,
): Promise<void> {
  const sent = await noteBatch(delivery, audience, batch)
  const startedAt = performance.now()
  try {
    const outcome = readOutcome(await deliver(delivery, audience, sent, batch), batch.length)
    await delivery.answered()
    await write(delivery, audience, batch, { ...sent, startedAt, outcome })
  } catch (error) {
    if (!(error instanceof DestinationError)) throw error
    if (error.retry === 'split') await delivery.answered()
    const isGuilty = error.retry === 'split' && batch.length === 1
    const rejected = isGuilty ? [{ index: 0, reason: error.message }] : []
    const problem = isGuilty ? null : error.message
    const outcome = { accepted: [], rejected }
    await write(delivery, audience, batch, { ...sent, startedAt, outcome, problem, error })
    if (error.retry !== 'split') throw error
    if (!isGuilty) await sendHalves(delivery, audience, batch)
  }
}

async function sendHalves(
  delivery: Delivery,
  audience: AudienceGround,
  batch: Batch,
): Promise<void> {
  const middle = Math.ceil(batch.length / 2)
  for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
    const [first, ...rest] = half
    if (first !== undefined && !delivery.end.aborted) {
      await sendBatch(delivery, audience, [first, ...rest])
    }
  }
}

interface Sent {
  readonly logged: LoggedBatch
  readonly key: string
}

const changesOf = (batch: Batch) => batch.map(({ change }) => change)

/** Before anything is sent, so that after a crash it is known who may have been. */
async function noteBatch(
  { destination, store, clock, resends, failures }: Delivery,
  audience: AudienceGround,
  batch: Batch,
): Promise<Sent> {
  const now = clock.now()
  const newest = batch.reduce((a, b) => (b.row.at > a.row.at ? b : a))
  const logged: LoggedBatch = {
    id: makeBatchId(now),
    audience: audience.id,
    run: newest.row.run,
    status: batch[0].change.status,
    at: isoOf(now),
    sent: batch.length,
    accepted: 0,
    rejected: 0,
    tookMs: null,
    try: 1 + failures() + Math.max(...batch.map(({ row }) => row.tries)),
    problem: null,
    isOpen: true,
  }
  const items = batch.map(({ change: { person, epoch, identities } }) => ({
    person,
    epoch,
    identities: printIdentities(identities),
  }))
  await store.openBatch(destination.id, logged, items)
  const key = makeKey(destination.id, audience.id, resends, changesOf(batch))
  return { logged, key }
}

/** @throws DestinationError */
async function deliver(
  { opened, end }: Delivery,
  { id, name }: AudienceGround,
  { logged, key }: Sent,
  batch: Batch,
): Promise<DeliveryOutcome> {
  const message: DeliveryBatch = {
    audience: { id, name },
    run: logged.run,
    idempotencyKey: key,
    changes: changesOf(batch),
  }
  const late = AbortSignal.timeout(LONGEST_MS)
  const signal = AbortSignal.any([end, late])
  try {
    return await orAborted(opened.deliver(message, signal), signal)
  } catch (error) {
    if (error instanceof DestinationError) throw error
    if (late.aborted) throw new DestinationError('it did not answer in five minutes', 'later')
    if (end.aborted) throw new DestinationError('the server was closed', 'later')
    throw new DestinationError('something went wrong here', 'later', { cause: error })
  }
}

/** Also where the signal is not heeded. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let end: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', end!)
    work.catch(() => undefined)
  }
}

/** Only what was said of a change of the batch; who is both was rejected. */
function readOutcome(outcome: DeliveryOutcome, count: number): DeliveryOutcome {
  const isOne = (index: number) => Number.isInteger(index) && index >= 0 && index < count
  const rejected = outcome.rejected.filter(({ index }) => isOne(index))
  const refused = new Set(rejected.map(({ index }) => index))
  return { accepted: outcome.accepted.filter((i) => isOne(i) && !refused.has(i)), rejected }
}

interface Answered extends Sent {
  readonly startedAt: number
  readonly outcome: DeliveryOutcome
  readonly problem?: string | null
  readonly error?: DestinationError
}

async function write(
  delivery: Delivery,
  audience: AudienceGround,
  batch: Batch,
  { logged, startedAt, outcome, problem = null, error }: Answered,
): Promise<void> {
  const reasons = new Map(outcome.rejected.map(({ index, reason }) => [index, reason]))
  const accepted = new Set(outcome.accepted)
  const unanswered = batch.flatMap((_, index) =>
    accepted.has(index) || reasons.has(index) ? [] : [index],
  )
  const isSplit = error?.retry === 'split'
  const plans = batch.flatMap((sending, index): Plan[] => {
    const reason = reasons.get(index)
    if (reason !== undefined) return [afterRejection(sending, reason)]
    if (accepted.has(index)) return [{ row: sending.row, next: { tries: 0, ...sending.accepted } }]
    if (isSplit) return []
    return afterSilence(delivery, sending, error)
  })
  await settlePlans(delivery, audience.id, plans, [
    {
      ...logged,
      accepted: accepted.size,
      rejected: reasons.size,
      tookMs: Math.round(performance.now() - startedAt),
      problem,
      isOpen: false,
    },
    {
      persons: batch.map(({ change }) => [change.person, change.epoch]),
      rejected: [...reasons],
      unanswered: problem === null ? unanswered : [],
    },
  ])
}

const afterRejection = ({ row }: Sending, reason: string): Plan => ({
  row,
  next: { state: 'dead', reason, tries: row.tries + 1 },
})

/** The destination may have it or not. Where all of it failed, the destination is waited for, not the person. */
function afterSilence(
  { clock }: Delivery,
  { row, unanswered }: Sending,
  error: DestinationError | undefined,
): Plan[] {
  const told = unlessKnown(row, unanswered)
  if (error !== undefined) {
    if (told === undefined) return []
    const { tries, dueAt } = row
    return [{ row, next: { ...told, state: 'waiting', tries, dueAt, reason: error.message } }]
  }
  const tries = row.tries + 1
  const reason = 'the destination said nothing of it'
  if (tries >= MOST_TRIES) return [{ row, next: { ...told, state: 'dead', tries, reason } }]
  const dueAt = isoOf(clock.now() + backOffMs(tries, clock))
  return [{ row, next: { ...told, state: 'waiting', tries, dueAt, reason } }]
}

/** Nothing where the row says so already. */
function unlessKnown(
  row: Sending['row'],
  unanswered: Sending['unanswered'],
): Sending['unanswered'] | undefined {
  const { confirmed = row.confirmed, identities = row.identities } = unanswered
  const isKnown = confirmed === row.confirmed && identities === row.identities
  return isKnown ? undefined : unanswered
}
