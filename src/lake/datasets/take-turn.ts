import type { LakeClient } from '../client.ts'

/**
 * Runs work on a dataset after all that was begun on it before, imports included: batches are numbered,
 * and rows, record and table change, one piece of work at a time. Work in a turn must not ask for one.
 */
export function takeTurn<T>(
  lake: Pick<LakeClient, 'queue'>,
  dataset: string,
  work: () => Promise<T>,
): Promise<T> {
  return lake.queue.run(`dataset ${dataset}`, work)
}

/**
 * Runs quick work that rows which come one by one wait for, while imports in their turn go on; such rows
 * do not come in the meantime.
 */
export function takeRowsTurn<T>(
  lake: Pick<LakeClient, 'queue'>,
  dataset: string,
  work: () => Promise<T>,
): Promise<T> {
  return lake.queue.run(`rows ${dataset}`, work)
}
