import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { openGroups } from './groups.ts'
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
const ENTRIES_AT_ONCE = 50
const READ_AT_ONCE = 1000

export const openAudit = (db: Kysely<Tables>): Audit => ({
  append: openGroups(ENTRIES_AT_ONCE, async (entries) => {
    while (!(await attempt(db, entries)));
  }),
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
        .limit(READ_AT_ONCE)
        .execute()
      for (const row of rows) {
        entries += 1
        const isAsWritten =
          row.number === entries && row.previous === previous && row.hash === hashOf(row)
        if (!isAsWritten) return { entries, brokenAt: entries }
        previous = row.hash
      }
      if (rows.length < READ_AT_ONCE) return { entries, brokenAt: null }
    }
  },
})

/** Whether they were appended: another server may have been quicker with a number. */
const attempt = async (db: Kysely<Tables>, entries: readonly AuditEntry[]): Promise<boolean> => {
  const last = await db
    .selectFrom('audit_entries')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const rows = chain(entries, last ?? { number: 0, hash: FIRST })
  return db
    .transaction()
    .execute(async (transaction) => {
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('audit_entries')
        .values(rows)
        .onConflict((conflict) => conflict.column('number').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows !== BigInt(rows.length)) throw new NumberTaken()
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof NumberTaken) return false
      throw error
    })
}

class NumberTaken extends Error {}

/** Each with the hash of the one before. */
const chain = (
  entries: readonly AuditEntry[],
  last: Pick<AuditEntryRow, 'number' | 'hash'>,
): AuditEntryRow[] => {
  let { number, hash: previous } = last
  return entries.map((entry) => {
    number += 1
    const row = { ...entry, number, previous }
    previous = hashOf(row)
    return { ...row, hash: previous }
  })
}

const hashOf = (row: Omit<AuditEntryRow, 'hash'>): string => {
  const { number, at, actor, action, target, outcome, details, previous } = row
  const text = JSON.stringify([number, at, actor, action, target, outcome, details, previous])
  return createHash('sha256').update(text).digest('hex')
}
