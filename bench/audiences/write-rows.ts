import { join } from 'node:path'
import type { Session } from 'chdb'

export interface AudienceFiles {
  readonly rows: string
  /** Events by which a hundredth of the members leave, and as many enter. */
  readonly changes: string
}

/**
 * Writes events of a third more persons than the audience is to have: every third one has never bought. Those
 * whose last word is `sale` are in. Deterministic.
 */
export async function writeRows(
  session: Session,
  root: string,
  events: number,
  members: number,
): Promise<AudienceFiles> {
  const files = { rows: join(root, 'rows.parquet'), changes: join(root, 'changes.parquet') }
  const into = (file: string) => `INTO OUTFILE '${file}' TRUNCATE FORMAT Parquet`
  const persons = Math.floor((members * 4) / 3)
  const email = `concat('p', toString(p), '@mail.example') AS email`
  await session.queryAsync(`
    SELECT toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
        + toIntervalSecond(cityHash64(number, 's') % (180 * 86400)) AS ts,
      number % ${persons} AS p, ${email}, concat('c', toString(p)) AS cookie,
      if(p % 4 != 3 AND intDiv(number, ${persons}) = 0, 'buy', 'page') AS event,
      cityHash64(number) % 100 AS price
    FROM numbers(${events}) ${into(files.rows)}`)
  await session.queryAsync(`
    SELECT toDateTime64('2026-07-01 00:00:00', 3, 'UTC') AS ts, number AS p, ${email},
      concat('c', toString(p)) AS cookie, if(p % 4 = 3, 'buy', 'return') AS event, 0 AS price
    FROM numbers(${persons}) WHERE cityHash64(p, 'change') % 100 = 0 ${into(files.changes)}`)
  return files
}
