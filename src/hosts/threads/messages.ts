import type { BatchRange, Block, Partial, Plan } from '../../engine/index.ts'

/** Slots of a job's shared control words. */
export const control = { nextBatch: 0, doneBatches: 1, isCancelled: 2, length: 3 } as const

/** What a worker is asked: to run the plan on batches that it takes from the shared counter. */
export interface Job {
  readonly job: number
  readonly plan: Plan
  readonly blocks: readonly Block[]
  readonly ranges: readonly BatchRange[]
  readonly control: Int32Array
}

/** What a worker answers, once per job. */
export type JobAnswer =
  | { readonly job: number; readonly partials: readonly Partial[] }
  | { readonly job: number; readonly error: { readonly message: string; readonly stack: string } }
