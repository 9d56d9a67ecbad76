import type { PartialResult } from '../../engine/index.ts'

/** Makes a result of what the engine collected: one partial result per aggregation of the plan. */
export type Finish<R> = (partials: readonly PartialResult[]) => R | Promise<R>

/** A result before it is known what was read for it. */
export type Unmeasured<R> = Omit<R, 'meta'>
