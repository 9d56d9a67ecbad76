import { setTimeout as wait } from 'node:timers/promises'

/** A server that is killed holds nothing longer than this. */
export const OWNED_MS = 60_000

const RENEWED_MS = 20_000

const ASKED_EVERY_MS = 200

/** Who of several servers on one store has what now. */
export interface Claims {
  /** Whether it is this owner's for a while: nobody else's, or nobody else's any more. */
  claim(id: string, owner: string, milliseconds: number): Promise<boolean>
}

interface Claiming {
  readonly store: Claims
  readonly owner: string
}

/** Whether something is this server's, at once or when another one has finished with it. */
export async function claim(
  { store, owner }: Claiming,
  id: string,
  waits: boolean,
): Promise<boolean> {
  const until = performance.now() + 2 * OWNED_MS
  while (!(await store.claim(id, owner, OWNED_MS))) {
    if (!waits || performance.now() > until) return false
    await wait(ASKED_EVERY_MS)
  }
  return true
}

/** Keeps claims alive until the function that it gives is called. */
export function keepClaimed({ store, owner }: Claiming, ids: readonly string[]): () => void {
  const renew = async () => {
    for (const id of ids) await store.claim(id, owner, OWNED_MS)
  }
  // What fails here is found when the next step is written.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEWED_MS).unref()
  return () => clearInterval(timer)
}
