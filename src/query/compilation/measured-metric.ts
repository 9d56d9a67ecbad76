import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Compilation } from './compilation.ts'
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
      /** The same on rows of values: `changes` are the events that set another one. */
      readonly byChanges?: (c: Compilation, changes: NodeRef) => MeasuredMetric
    }
  | { readonly kind: 'distinct'; readonly mask: MaskRef; readonly runs: NodeRef }
