import { readLimit } from '../../../model/budgets/index.ts'
import { bringUpToDate, readGround } from '../../../profile/index.ts'
import { log } from '../../log.ts'
import type { Stores } from '../apply.ts'
import { listKept, stateDatasetsOf } from './keeping.ts'

export interface FollowingOptions {
  /** Of several servers, who this is. */
  readonly owner: string
  /** UTC ms. */
  readonly now?: (() => number) | undefined
}

/** Brings the kept profiles of connections up to date, in the background: one piece of work per connection at a time. */
export interface Following {
  /** Begins to follow a connection's journey as it is now; what is asked meanwhile is done once, afterwards. */
  follow(connection: string): void
  /** The same for all whose profiles are kept, or were. */
  followAll(): Promise<void>
  /** When nothing is left to do for a connection, or for any. */
  settled(connection?: string): Promise<void>
  /** Nobody changes profiles of the connection meanwhile. */
  inTurn<T>(connection: string, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface Running {
  readonly done: Promise<void>
  isAsked: boolean
}

/** Another server may take over what this one has not gone on with for so long. */
const CLAIM_MS = 60_000
const AGAIN_AFTER_MS = 5_000

/** The work ends here, and goes on at the next start. */
class Closed extends Error {}

export function openFollowing(
  stores: Stores,
  { owner, now = Date.now }: FollowingOptions,
): Following {
  const { lake, store, catalog } = stores
  const running = new Map<string, Running>()
  const waiting = new Map<string, NodeJS.Timeout>()
  let isClosed = false

  const inTurn = <T>(connection: string, work: () => Promise<T>) =>
    lake.queue.run(`profiles ${connection}`, work)

  async function pause(): Promise<void> {
    await new Promise(setImmediate)
    if (isClosed) throw new Closed()
  }

  async function bring(id: string): Promise<void> {
    const known = await catalog()
    if (!listKept(known).has(id)) {
      if ((await store.profiles.kept()).includes(id))
        await inTurn(id, () => store.profiles.drop(id))
      return
    }
    if (!(await store.profiles.claim(id, owner, CLAIM_MS))) return again(id)
    try {
      await bringUpToDate({
        store: store.profiles,
        mostChanges: readLimit('profile-changes-kept'),
        now,
        pause,
        inTurn: (work) => inTurn(id, work),
        async readGround() {
          await store.profiles.claim(id, owner, CLAIM_MS)
          const current = await catalog()
          const connection = current.find('connection', id)
          return connection ? readGround(lake, connection, stateDatasetsOf(current)) : null
        },
      })
    } finally {
      await store.profiles.release(id, owner)
    }
  }

  function again(id: string): void {
    if (isClosed || waiting.has(id)) return
    const retry = () => {
      waiting.delete(id)
      follow(id)
    }
    waiting.set(id, setTimeout(retry, AGAIN_AFTER_MS).unref())
  }

  async function work(id: string): Promise<void> {
    for (;;) {
      const own = running.get(id)!
      own.isAsked = false
      try {
        await bring(id)
      } catch (error) {
        if (error instanceof Closed) return
        log.error({ err: error }, `the profiles of ${id} could not follow: they are tried again`)
        again(id)
      }
      if (isClosed || !own.isAsked) return
    }
  }

  function follow(id: string): void {
    if (isClosed) return
    const own = running.get(id)
    if (own !== undefined) {
      own.isAsked = true
      return
    }
    const done = Promise.resolve()
      .then(() => work(id))
      .finally(() => running.delete(id))
    running.set(id, { done, isAsked: false })
  }

  return {
    follow,
    async followAll() {
      const kept = await store.profiles.kept()
      for (const id of new Set([...listKept(await catalog()), ...kept])) follow(id)
    },
    async settled(connection) {
      for (;;) {
        const all = [...running].filter(([id]) => connection === undefined || id === connection)
        if (all.length === 0) return
        await Promise.all(all.map(([, { done }]) => done))
      }
    },
    inTurn,
    async close() {
      isClosed = true
      for (const timer of waiting.values()) clearTimeout(timer)
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
