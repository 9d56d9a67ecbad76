import { type Sql, sql } from '../../lake/sql.ts'

/** Whether a text is what databases and programs write where there is nothing, whatever the type. */
export const saysNull = (text: Sql): Sql =>
  sql`lower(${text}) IN ('null', 'nan', 'nat', 'none', 'nil', 'n/a', 'na', '#n/a', '<na>', '(null)', '\\\\n')`

/** Whether a text is what is written where there is no number. */
export const saysNone = (text: Sql): Sql =>
  sql`(${saysNull(text)} OR lower(${text}) IN ('', 'inf', '-inf', 'infinity', '-infinity', '-', '--', '–', '—', '?',
    'undefined', 'unknown', 'missing', 'not set', '(not set)'))`
