import { type Sql, sql, value } from './sql.ts'

/** A family, or a person with many browsers: nothing to wonder at by itself. */
const SOME = 10

/** How many times the usual is more than chance. */
const FAR_ABOVE = 5

/** What all but a few of some counts (three, or one in a thousand) are at most, and no less than 1: an aggregate. */
export const usualOf = (count: Sql): Sql => sql`
  greatest(1, arrayElement(arrayReverseSort(groupArray(${count})), 1 + greatest(3, toUInt64(ceil(count() / 1000)))))`

/** Whether a count is so far above the usual one that what has it is probably nobody's. identity §3 */
export const isUnusual = (count: Sql, usual: Sql): Sql =>
  sql`${count} > greatest(${value(SOME, 'Float64')}, ${value(FAR_ABOVE, 'Float64')} * ${usual})`
