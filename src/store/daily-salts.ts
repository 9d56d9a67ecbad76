import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Random bytes of each day, the same for every server of a store. Days are `2026-01-31`, bytes in hex. */
export type DailySalts = {
  /** Those of a day; `fresh` where it has none yet. */
  ofDay(day: string, fresh: string): Promise<string>
  /** What earlier days had is gone for good. */
  forgetBefore(day: string): Promise<void>
}

/** `clean` sees to it that what was deleted is nowhere on the disk. */
export const openDailySalts = (db: Kysely<Tables>, clean: () => Promise<void>): DailySalts => ({
  ofDay: async (day, fresh) => {
    await db
      .insertInto('daily_salts')
      .values({ day, bytes: fresh })
      .onConflict((conflict) => conflict.column('day').doNothing())
      .execute()
    const row = await db
      .selectFrom('daily_salts')
      .select('bytes')
      .where('day', '=', day)
      .executeTakeFirstOrThrow()
    return row.bytes
  },
  forgetBefore: async (day) => {
    const { numDeletedRows } = await db
      .deleteFrom('daily_salts')
      .where('day', '<', day)
      .executeTakeFirst()
    if (numDeletedRows > 0n) await clean()
  },
})
