import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from 'chdb'

/** The files of one size: the rows, and those that make a hundredth of the people known afterwards. */
export interface StitchingFiles {
  readonly rows: string
  readonly later: string
}

/**
 * Writes rows of cookies and users: about one person per 31 events, three cookies each, one row in ten with
 * the user, nobody known on a fifth of the cookies. Deterministic.
 */
export async function writeRows(
  session: Session,
  root: string,
  events: number,
): Promise<StitchingFiles> {
  const files = { rows: join(root, 'stitching.parquet'), later: join(root, 'later.parquet') }
  if (existsSync(files.later)) return files
  const into = (file: string) => `INTO OUTFILE '${file}' TRUNCATE FORMAT Parquet`
  const visits = `
    SELECT number, intDiv(number, 8) AS visit,
      toUInt64(pow(cityHash64(visit, 'p') % 1000000 / 1000000., 2) * (${events} / 25)) AS p,
      cityHash64(p, visit, 'k') % 3 AS k, concat('c', toString(p), '-', toString(k)) AS cookie
    FROM numbers(${events})`
  await session.queryAsync(`
    SELECT toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
        + toIntervalSecond(cityHash64(visit, 's') % (180 * 86400) + (number % 8) * 30) AS ts,
      cookie, if(cityHash64(number, 'l') % 10 = 0 AND cityHash64(cookie) % 5 != 0, concat('u', toString(p)), NULL) AS user,
      concat('/p/', toString(cityHash64(number, 'pg') % 5000)) AS page
    FROM (${visits})
    UNION ALL SELECT toDateTime64('2026-01-01 00:00:00', 3, 'UTC'), 'c-nobody', NULL, '/' ${into(files.rows)}`)
  await session.queryAsync(`
    SELECT toDateTime64('2026-07-01 00:00:00', 3, 'UTC') AS ts, cookie, concat('u', toString(any(p))) AS user, '/sign-in' AS page
    FROM (${visits}) WHERE cityHash64(cookie) % 5 = 0 AND cityHash64(p, 'later') % 33 = 0
    GROUP BY cookie ${into(files.later)}`)
  return files
}
