import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AuditEntryRow, Tables } from './tables.ts'

/** Something that was done, by whom, to what, and what came of it. `details` is JSON. */
export type AuditEntry = Omit<AuditEntryRow, 'number' | 'previous' | 'hash'>

export type AuditFilter = {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly target?: string | undefined
}

/** What was done, in order; nothing in it is ever changed, and each entry's hash covers all before it. */
export type Audit = {
  append(entry: AuditEntry): Promise<void>
  /** The latest first, those before `before`. */
  list(
    limit: number,
    before: number | undefined,
    filter: AuditFilter,
  ): Promise<readonly AuditEntryRow[]>
  /** Reads all of it: how many entries there are, and the first that is not as it was written. */
  verify(): Promise<{ readonly entries: number; readonly brokenAt: number | null }>
}

/** Where the chain begins. */
const FIRST = '0'.repeat(64)
const ENTRIES_AT_ONCE = 1000

export const openAudit = (db: Kysely<Tables>): Audit => ({
  append: async (entry) => {
    while (!(await attempt(db, entry)));
  },
  list: (limit, before, { actor, action, target }) => {
    let query = db.selectFrom('audit_entries').selectAll().orderBy('number', 'desc').limit(limit)
    if (before !== undefined) query = query.where('number', '<', before)
    if (actor !== undefined) query = query.where('actor', '=', actor)
    if (action !== undefined) query = query.where('action', '=', action)
    if (target !== undefined) query = query.where('target', '=', target)
    return query.execute()
  },
  verify: async () => {
    let [entries, previous] = [0, FIRST]
    for (;;) {
      const rows = await db
        .selectFrom('audit_entries')
        .selectAll()
        .where('number', '>', entries)
        .orderBy('number')
        .limit(ENTRIES_AT_ONCE)
        .execute()
      for (const row of rows) {
        entries += 1
        const isAsWritten =
          row.number === entries && row.previous === previous && row.hash === hashOf(row)
        if (!isAsWritten) return { entries, brokenAt: entries }
        previous = row.hash
      }
      if (rows.length < ENTRIES_AT_ONCE) return { entries, brokenAt: null }
    }
  },
})

/** Whether it was appended: another server may have been quicker with the number. */
const attempt = async (db: Kysely<Tables>, entry: AuditEntry): Promise<boolean> => {
  const last = await db
    .selectFrom('audit_entries')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = { ...entry, number: (last?.number ?? 0) + 1, previous: last?.hash ?? FIRST }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('audit_entries')
    .values({ ...row, hash: hashOf(row) })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const hashOf = (row: Omit<AuditEntryRow, 'hash'>): string => {
  const { number, at, actor, action, target, outcome, details, previous } = row
  const text = JSON.stringify([number, at, actor, action, target, outcome, details, previous])
  return createHash('sha256').update(text).digest('hex')
}
