import type { BatchRange, Block, PartialResult, Plan } from '../../engine/index.ts'

/** Slots of a job's shared control words. */
export const controlSlots = { nextBatch: 0, doneBatches: 1, isCancelled: 2, length: 3 } as const

/** Blocks and the batches that they are cut into; a worker is given them once for many jobs. */
export interface Batches {
  readonly id: number
  readonly blocks: readonly Block[]
  readonly ranges: readonly BatchRange[]
}

/** What a worker is asked: to run the plan on batches that it takes from the shared counter. */
export interface Job {
  readonly job: number
  readonly plan: Plan
  /** The id of batches that the worker was given before. */
  readonly batches: number
  readonly control: Int32Array
  /** Whether the engine of the shared memory was too small for it. */
  readonly needsRoom?: boolean
}

/**
 * What is sent to a worker; only a job is answered. The buffer of the shared memory comes with the
 * batches, so that the worker can tell the arrays that lie in it.
 */
export type Order =
  | { readonly add: Batches; readonly memory: ArrayBufferLike }
  | { readonly forget: number }
  | Job

/** What a worker answers, once per job. */
export type JobAnswer =
  | { readonly job: number; readonly partials: readonly PartialResult[] }
  | { readonly job: number; readonly error: JobError }

export interface JobError {
  readonly message: string
  readonly stack: string
  /** Whether an engine with more memory could do it. */
  readonly needsRoom: boolean
}
