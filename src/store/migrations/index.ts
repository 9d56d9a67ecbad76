import type { Migration } from 'kysely'
import { definitionTables } from './2026-01-definitions.ts'
import { sessionTable } from './2026-02-sessions.ts'
import { removals } from './2026-03-removals.ts'
import { forgettings } from './2026-04-forgettings.ts'
import { sourceStates } from './2026-05-source-states.ts'
import { dailySalts } from './2026-06-daily-salts.ts'
import { audienceTables } from './2026-07-audiences.ts'
import { profileTables } from './2026-08-profiles.ts'
import { deliveryLog } from './2026-09-delivery-log.ts'
import { auditEntries } from './2026-10-audit.ts'
import { projectTables } from './2026-11-projects.ts'
import { jobTables } from './2026-12-jobs.ts'
import { referenceRules } from './2027-01-reference-rules.ts'

/** In order; a migration that was released is never changed. */
export const migrations: Record<string, Migration> = {
  '2026-01-definitions': definitionTables,
  '2026-02-sessions': sessionTable,
  '2026-03-removals': removals,
  '2026-04-forgettings': forgettings,
  '2026-05-source-states': sourceStates,
  '2026-06-daily-salts': dailySalts,
  '2026-07-audiences': audienceTables,
  '2026-08-profiles': profileTables,
  '2026-09-delivery-log': deliveryLog,
  '2026-10-audit': auditEntries,
  '2026-11-projects': projectTables,
  '2026-12-jobs': jobTables,
  '2027-01-reference-rules': referenceRules,
}
