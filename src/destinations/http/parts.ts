import type { DeliveryOutcome, RejectedChange } from '../destination.ts'
import { DestinationError } from '../destination-error.ts'

/** What is sent with a request of its own. */
export type Part = () => Promise<DeliveryOutcome>

/**
 * A batch that takes several requests, one after the other. When one fails after others were answered, what is
 * known is given: the rest is sent again by itself.
 *
 * @throws DestinationError of the first one
 */
export async function deliverParts(
  parts: readonly Part[],
  rejected: readonly RejectedChange[] = [],
): Promise<DeliveryOutcome> {
  const answered: DeliveryOutcome[] = []
  for (const part of parts) {
    try {
      answered.push(await part())
    } catch (error) {
      if (!(error instanceof DestinationError) || answered.length === 0) throw error
      break
    }
  }
  return {
    accepted: answered.flatMap((one) => one.accepted),
    rejected: [...rejected, ...answered.flatMap((one) => one.rejected)],
  }
}
