import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { NumberValue } from './value.ts'

/**
 * What a metric counts. `count`: the events of `mask`. `sum`: `amount` on the events of `mask`, or
 * `elements` where the amounts belong to a list's elements (`amount` then is their sum per event).
 * `distinct`: containers with an event of `mask`.
 */
export type MeasuredMetric =
  | { readonly kind: 'count'; readonly mask: MaskRef }
  | {
      readonly kind: 'sum'
      readonly mask: MaskRef
      readonly amount: NodeRef
      readonly elements?: NumberValue
    }
  | { readonly kind: 'distinct'; readonly mask: MaskRef; readonly runs: NodeRef }
