import { setTimeout as wait } from 'node:timers/promises'
import type { serve } from '@hono/node-server'

type Fetch = Parameters<typeof serve>[0]['fetch']

/** Whoever is cut off by the end of the server has ended by then; what hangs keeps nobody from leaving. */
const LONGEST_MS = 10_000

export interface RunningHandlers {
  readonly fetch: Fetch
  /** Resolves when no call is under way; the rest of a stream is none. */
  ended(): Promise<void>
}

/** Knows which calls are under way: what they have begun, they end before the stores are closed. */
export function watchHandlers(fetch: Fetch): RunningHandlers {
  const running = new Set<Promise<unknown>>()
  return {
    fetch: async (...call) => {
      const answer = Promise.resolve(fetch(...call))
      running.add(answer)
      try {
        return await answer
      } finally {
        running.delete(answer)
      }
    },
    async ended() {
      const leaving = new AbortController()
      const { signal } = leaving
      await Promise.race([
        Promise.allSettled(running),
        wait(LONGEST_MS, undefined, { signal }).catch(() => undefined),
      ])
      leaving.abort()
    },
  }
}
