import type { DeliveryOutcome, RejectedChange } from './destination.ts'

/** All that was not rejected is accepted. */
export function outcomeOf(
  { changes }: { readonly changes: readonly unknown[] },
  rejected: readonly RejectedChange[],
): DeliveryOutcome {
  const reasons = new Map(rejected.map((one) => [one.index, one]))
  const indexes = changes.map((_, index) => index)
  return {
    accepted: indexes.filter((index) => !reasons.has(index)),
    rejected: [...reasons.values()],
  }
}
