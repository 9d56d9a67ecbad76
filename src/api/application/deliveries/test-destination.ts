import { randomUUID } from 'node:crypto'
import type {
  DeliveredChange,
  DeliveryBatch,
  DeliveryOutcome,
  OpenDestination,
} from '../../../destinations/destination.ts'
import { DestinationError } from '../../../destinations/destination-error.ts'
import { chooseAttributes } from '../../../destinations/outbox/plan-additions.ts'
import { chooseIdentities } from '../../../destinations/outbox/identities.ts'
import type { Opened } from '../../../destinations/outbox/outbox.ts'
import type { DestinationTest } from '../../../model/answers/destinations.ts'
import type { Destination } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { PersonProfile } from '../../../profile/index.ts'
import { describeFailure } from '../failure.ts'

const LONGEST_MS = 60_000

/** Sends one person, and says what came back. */
export async function testDestination(
  destination: Destination,
  open: () => Promise<Opened>,
  profile: PersonProfile | undefined,
): Promise<DestinationTest> {
  const startedAt = performance.now()
  let sent: DeliveryBatch | undefined
  let opened: OpenDestination | undefined
  const signal = AbortSignal.timeout(LONGEST_MS)
  try {
    const ready = await open()
    opened = ready.opened
    await opened.check?.(signal)
    sent = makeBatch(makeChange(destination, ready, profile))
    return {
      ...resultOf(await opened.deliver(sent, signal)),
      sent: shownOf(sent),
      tookMs: Math.round(performance.now() - startedAt),
    }
  } catch (error) {
    return {
      ok: false,
      result: 'failed',
      reason: describeError(error),
      sent: sent === undefined ? null : shownOf(sent),
      tookMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    await opened?.close()
  }
}

const describeError = (error: unknown): string =>
  error instanceof DestinationError || error instanceof ThroughlineError
    ? error.message
    : describeFailure(error).message

function resultOf({ accepted, rejected }: DeliveryOutcome) {
  const refusal = rejected.find(({ index }) => index === 0)
  if (refusal) return { ok: false, result: 'rejected', reason: refusal.reason } as const
  const isAccepted = accepted.includes(0)
  return isAccepted
    ? ({ ok: true, result: 'accepted', reason: null } as const)
    : ({ ok: false, result: 'unanswered', reason: 'it said nothing of the person' } as const)
}

function makeChange(
  destination: Destination,
  { type, namespaces }: Opened,
  profile: PersonProfile | undefined,
): DeliveredChange {
  const at = new Date().toISOString()
  const status = 'entered' as const
  if (profile !== undefined) {
    const identities = chooseIdentities(destination, namespaces, profile)
    const attributes = chooseAttributes(destination.attributes, profile)
    return { person: profile.person, identities, status, at, epoch: 1, attributes }
  }
  const wanted = destination.identities.length > 0 ? destination.identities : namespaces
  const usual = wanted ?? type.takes?.flatMap((taken) => taken.namespaces) ?? ['email']
  const identities = usual.map((namespace) => ({ namespace, id: madeUpId(namespace) }))
  return { person: 'throughline-test', identities, status, at, epoch: 1, attributes: {} }
}

/** Nobody's: an address and a number that are kept for examples. */
function madeUpId(namespace: string): string {
  if (/phone|tel|mobile/i.test(namespace)) return '+12025550123'
  return /mail/i.test(namespace) ? 'throughline-test@example.com' : 'throughline-test'
}

const makeBatch = (change: DeliveredChange): DeliveryBatch => ({
  audience: { id: 'throughline-test', name: 'Test of the destination' },
  run: 'test',
  idempotencyKey: `test-${randomUUID()}`,
  changes: [change],
})

const shownOf = ({ audience, run, changes }: DeliveryBatch) => ({
  audience,
  run,
  changes: [...changes],
})
