import { type Sql, sql } from '../../lake/sql.ts'

/** Whether a text is what is written where there is no number. */
export const saysNone = (text: Sql): Sql =>
  sql`lower(${text}) IN ('', 'null', 'none', 'nil', 'n/a', 'na', '#n/a', 'nan', 'inf', '-inf', 'infinity', '-infinity',
    '-', '--', '–', '—', '?', 'undefined', 'unknown', 'missing', 'not set', '(not set)')`
