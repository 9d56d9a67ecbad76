import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** No claim is longer: what is claimed until later than this was claimed before the clock was set back. */
const LONGEST_MS = 3_600_000

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Of a row with `owner` and `owned_until`: whether an owner may claim it now, in UTC milliseconds. */
export const isFreeFor = (owner: string, now: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(owner = ${owner} OR owned_until < ${isoOf(now)}
    OR owned_until > ${isoOf(now + LONGEST_MS)})`
