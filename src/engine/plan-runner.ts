import type { PartialResult } from './aggregations/index.ts'
import type { Plan } from './plan.ts'

export interface RunOptions {
  readonly signal?: AbortSignal
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
  /** Computes anew although the same plan has been answered on this data version. */
  readonly fresh?: boolean
  /** Does not keep the result for who asks the same on this data version. */
  readonly isOnce?: boolean
  /** Looks at these persons only, by their codes, ascending. The result is not kept. */
  readonly persons?: Uint32Array
}

export interface RunResult {
  /** One merged partial per aggregation of the plan. */
  readonly partials: readonly PartialResult[]
  readonly dataVersion: string
  readonly scannedBatches: number
  readonly events: number
  readonly persons: number
}

/** Runs plans over the events of one journey table, wherever they lie. */
export interface PlanRunner {
  run(plan: Plan, options?: RunOptions): Promise<RunResult>
}
