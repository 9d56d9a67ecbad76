import { tableName } from './datasets/tables.ts'
import { literal, sql } from './sql.ts'

/**
 * Beside the datasets: their records; what was kept aside of calls; what calls say of people; what was there when they were added to a journey; what people said of
 * identities, what became of people, and the versions up to which this was told; whose rows nobody inherits.
 */
const records = [
  '_datasets',
  '_batches',
  '_skipped',
  '_rejected',
  '_profiles',
  '_journeys',
  '_identity_ledger',
  '_identity_changes',
  '_identity_spaces',
  '_unstitched',
]

const names = `^(${records.join('|')}|${tableName('[a-z0-9][a-z0-9_-]*')})$`

/** Names of tables of what cannot be made again from others. */
export const keptTable = new RegExp(names)

/** The same, as a condition on `name` of `system.tables`. */
export const isKept = sql`match(name, ${literal(names)})`
