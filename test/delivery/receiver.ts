import type { DeliveryBatch, DeliveryOutcome } from '../../src/destinations/destination.ts'
import { acceptAll } from '../../src/destinations/destination.ts'

type Change = DeliveryBatch['changes'][number]

/** What a receiver that follows the contract holds. It keeps its own set and looks at every order. */
export interface Receiver {
  /** `audience person` of who is in. */
  members(): readonly string[]
  /** `audience namespace:id` of all that was added and not removed. */
  identities(): readonly string[]
  /** Everything that was taken, in order: `person status epoch`. */
  readonly taken: string[]
  /** What no sender that keeps the contract does. */
  readonly wrong: string[]
  take(batch: Pick<DeliveryBatch, 'audience' | 'changes'>, only?: readonly number[]): void
}

export function createReceiver(): Receiver {
  const members = new Map<string, { readonly isIn: boolean; readonly epoch: number }>()
  const identities = new Set<string>()
  const taken: string[] = []
  const wrong: string[] = []

  function look(audience: string, change: Change): void {
    const key = `${audience} ${change.person}`
    const before = members.get(key)
    if (before !== undefined && change.epoch < before.epoch) {
      wrong.push(`${key}: epoch ${change.epoch} after ${before.epoch}`)
    }
    if (change.identities.some(({ namespace, id }) => namespace === '' || id === '')) {
      wrong.push(`${key}: an empty identity`)
    }
  }

  return {
    taken,
    wrong,
    members: () =>
      [...members]
        .filter(([, { isIn }]) => isIn)
        .map(([key]) => key)
        .toSorted(),
    identities: () => [...identities].toSorted(),
    take({ audience, changes }, only) {
      const persons = new Set(changes.map(({ person }) => person))
      if (persons.size !== changes.length) wrong.push('somebody twice in a batch')
      if (new Set(changes.map(({ status }) => status)).size > 1) wrong.push('a mixed batch')
      for (const [index, change] of changes.entries()) {
        if (only !== undefined && !only.includes(index)) continue
        look(audience.id, change)
        const isIn = change.status === 'entered'
        members.set(`${audience.id} ${change.person}`, { isIn, epoch: change.epoch })
        for (const { namespace, id } of change.identities) {
          const identity = `${audience.id} ${namespace}:${id}`
          if (isIn) identities.add(identity)
          else identities.delete(identity)
        }
        taken.push(`${change.person} ${change.status} ${change.epoch}`)
      }
    },
  }
}

/** A receiver's answer: takes all unless told otherwise. */
export type Answer = (
  batch: DeliveryBatch,
  receiver: Receiver,
) => DeliveryOutcome | Promise<DeliveryOutcome>

export const takeAll: Answer = (batch, receiver) => {
  receiver.take(batch)
  return acceptAll(batch)
}
