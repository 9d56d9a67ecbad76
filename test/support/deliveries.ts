import type {
  DeliveredChange,
  DeliveredIdentity,
  DeliveryBatch,
} from '../../src/destinations/destination.ts'

/** Somebody who enters or leaves, with identities such as `email:ann@x.io`. */
export function change(
  person: string,
  identities: readonly string[] = [],
  more: Partial<DeliveredChange> = {},
): DeliveredChange {
  const at = '2026-03-01T12:00:00.000Z'
  const own = { person, identities: identities.map(readIdentity), status: 'entered' } as const
  return { ...own, at, epoch: 1, attributes: {}, ...more }
}

function readIdentity(text: string): DeliveredIdentity {
  const at = text.indexOf(':')
  return { namespace: text.slice(0, at), id: text.slice(at + 1) }
}

/** A batch of the audience `vip`. */
export const batchOf = (
  changes: readonly DeliveredChange[],
  more: Partial<DeliveryBatch> = {},
): DeliveryBatch => ({
  audience: { id: 'vip', name: 'Buyers' },
  run: 'run-1',
  idempotencyKey: 'key-1',
  changes,
  ...more,
})

/** Somebody with an e-mail address who entered. */
export const entered = (person: string, more: Partial<DeliveredChange> = {}): DeliveredChange =>
  change(person, [`email:${person}@example.com`], more)

/** The same person when they leave. */
export const left = (person: string, more: Partial<DeliveredChange> = {}): DeliveredChange =>
  entered(person, { status: 'left', epoch: 2, ...more })
