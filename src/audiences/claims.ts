import { setTimeout as wait } from 'node:timers/promises'
import type { Ground } from './ground.ts'

/** A server that is killed holds an audience no longer than this. */
const OWNED_MS = 60_000

const RENEWED_MS = 20_000

const ASKED_EVERY_MS = 200

/** Whether the audience is this server's, at once or when another one has finished with it. */
export async function claimAudience(
  { store, owner }: Pick<Ground, 'store' | 'owner'>,
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
export function keepClaimed(
  { store, owner }: Pick<Ground, 'store' | 'owner'>,
  ids: readonly string[],
): () => void {
  const renew = async () => {
    for (const id of ids) await store.claim(id, owner, OWNED_MS)
  }
  // What fails here is found when the next step is written.
  const timer = setInterval(() => void renew().catch(() => undefined), RENEWED_MS).unref()
  return () => clearInterval(timer)
}
