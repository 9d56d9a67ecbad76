import { sql } from '../../lake/sql.ts'
import type { OpenFile } from '../source.ts'

/** A file in which there is nothing to read. */
export const noRows: Omit<OpenFile, 'layout'> = {
  sample: async () => ({ fields: [] }),
  rows: () => ({
    from: sql`(SELECT 0 AS number WHERE 0)`,
    settings: sql`max_threads = 1`,
    position: sql`toUInt64(number)`,
    problem: sql`''`,
    raw: sql`''`,
    reading: () => undefined,
    finish: async () => ({ unreadable: [] }),
  }),
}
