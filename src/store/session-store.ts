import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

const HOUR_MS = 3_600_000

/** A session ends when it was not used for so long, and when it is so old. */
export const sessionLimits = { idleMs: 12 * HOUR_MS, absoluteMs: 7 * 24 * HOUR_MS }

/** Uses are written down this often. */
const SEEN_EVERY_MS = 60_000

/** Browsers that signed in. What they carry is known by its hash only. */
export interface SessionStore {
  /** Begins a session of who has shown a credential, which is named by its hash; gives its id. */
  start(credential: string): Promise<string>
  /** Whether a session goes on; it ends with its credential. */
  use(id: string, credential: string): Promise<boolean>
  end(id: string): Promise<void>
}

export function openSessionStore(db: Kysely<Tables>, now = () => Date.now()): SessionStore {
  const ago = (ms: number): string => new Date(now() - ms).toISOString()
  return {
    async start(credential) {
      await db
        .deleteFrom('sessions')
        .where((row) =>
          row.or([
            row('started_at', '<', ago(sessionLimits.absoluteMs)),
            row('seen_at', '<', ago(sessionLimits.idleMs)),
          ]),
        )
        .execute()
      const id = randomBytes(32).toString('base64url')
      const row = { hash: hashOf(id), credential, started_at: ago(0), seen_at: ago(0) }
      await db.insertInto('sessions').values(row).execute()
      return id
    },
    async use(id, credential) {
      const hash = hashOf(id)
      const found = await db
        .selectFrom('sessions')
        .select('seen_at')
        .where('hash', '=', hash)
        .where('credential', '=', credential)
        .where('started_at', '>=', ago(sessionLimits.absoluteMs))
        .where('seen_at', '>=', ago(sessionLimits.idleMs))
        .executeTakeFirst()
      if (found !== undefined && found.seen_at < ago(SEEN_EVERY_MS)) {
        await db
          .updateTable('sessions')
          .set({ seen_at: ago(0) })
          .where('hash', '=', hash)
          .execute()
      }
      return found !== undefined
    },
    async end(id) {
      await db.deleteFrom('sessions').where('hash', '=', hashOf(id)).execute()
    },
  }
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex')
