import type { DestinationType } from '../destination.ts'
import type { Sending } from './plan.ts'

/** What is sent at once: of one audience, all who enter or all who leave. */
export type Batch = readonly [Sending, ...Sending[]]

interface Limits extends Pick<DestinationType, 'batch'> {
  /** No batch has more people than may be sent in a second. */
  readonly ratePerSecond: number | undefined
}

/** Who leaves comes before who enters: it is the same person, whose identities have changed. */
export function makeBatches(sendings: readonly Sending[], limits: Limits): readonly Batch[] {
  const { batch, ratePerSecond = batch.items } = limits
  const items = Math.max(1, Math.min(batch.items, Math.floor(ratePerSecond)))
  return (['left', 'entered'] as const).flatMap((status) => {
    const own = sendings.filter(({ change }) => change.status === status)
    return inParts(own, items, batch.bytes)
  })
}

/** One that is too large alone is sent alone. */
function inParts(all: readonly Sending[], items: number, bytes = Infinity): readonly Batch[] {
  const parts: [Sending, ...Sending[]][] = []
  let size = 0
  for (const sending of all) {
    const own = bytes === Infinity ? 0 : Buffer.byteLength(JSON.stringify(sending.change))
    const last = parts.at(-1)
    if (last !== undefined && last.length < items && size + own <= bytes) {
      last.push(sending)
      size += own
    } else {
      parts.push([sending])
      size = own
    }
  }
  return parts
}
