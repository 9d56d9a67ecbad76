import type { LakeClient } from '../lake/client.ts'

const lastByLake = new WeakMap<LakeClient, Map<string, Promise<unknown>>>()

/** Runs one piece of work after the other for each dataset: batch numbers and rows are counted up. */
export function inTurn<T>(lake: LakeClient, dataset: string, work: () => Promise<T>): Promise<T> {
  const last = lastByLake.get(lake) ?? new Map<string, Promise<unknown>>()
  lastByLake.set(lake, last)
  const done = (last.get(dataset) ?? Promise.resolve()).then(work)
  last.set(
    dataset,
    done.catch(() => undefined),
  )
  return done
}
