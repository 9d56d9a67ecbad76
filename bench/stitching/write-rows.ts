import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Session } from 'chdb'

/** The files of one size: the rows, and those that make a hundredth of the people known afterwards. */
export interface StitchingFiles {
  readonly rows: string
  readonly later: string
}

/** How people and their cookies are spread over the rows. */
interface Shape {
  readonly rowsPerVisit: number
  /** SQL: the person of a `visit`, a share of all people between 0 and 1. */
  readonly person: string
  /** SQL: the number of the cookie among those of its person. */
  readonly cookie: string
  /** Of ten rows on a cookie that ever knows its user. */
  readonly knownOfTen: number
}

export const shapes = {
  /** About one person per 31 events, some far busier than others; three cookies each. */
  kept: {
    rowsPerVisit: 8,
    person: `pow(cityHash64(visit, 'p') % 1000000 / 1000000., 2)`,
    cookie: `cityHash64(p, visit, 'k') % 3`,
    knownOfTen: 1,
  },
  /** A new cookie with every visit, nearly all of which are linked: five million links from 20 million rows. */
  fleeting: {
    rowsPerVisit: 3,
    person: `cityHash64(visit, 'p') % 1000000 / 1000000.`,
    cookie: 'visit',
    knownOfTen: 6,
  },
} as const satisfies Record<string, Shape>

/** Writes rows of cookies and users, nobody known on a fifth of the cookies. Deterministic. */
export async function writeRows(
  session: Session,
  root: string,
  events: number,
  { rowsPerVisit, person, cookie, knownOfTen }: Shape,
): Promise<StitchingFiles> {
  const files = { rows: join(root, 'stitching.parquet'), later: join(root, 'later.parquet') }
  if (existsSync(files.later)) return files
  const into = (file: string) => `INTO OUTFILE '${file}' TRUNCATE FORMAT Parquet`
  const visits = `
    SELECT number, intDiv(number, ${rowsPerVisit}) AS visit,
      toUInt64(${person} * (${events} / 25)) AS p,
      ${cookie} AS k, concat('c', toString(p), '-', toString(k)) AS cookie
    FROM numbers(${events})`
  await session.queryAsync(`
    SELECT toDateTime64('2026-01-01 00:00:00', 3, 'UTC')
        + toIntervalSecond(cityHash64(visit, 's') % (180 * 86400) + (number % ${rowsPerVisit}) * 30) AS ts,
      cookie, if(cityHash64(number, 'l') % 10 < ${knownOfTen} AND cityHash64(cookie) % 5 != 0, concat('u', toString(p)), NULL) AS user,
      concat('/p/', toString(cityHash64(number, 'pg') % 5000)) AS page
    FROM (${visits})
    UNION ALL SELECT toDateTime64('2026-01-01 00:00:00', 3, 'UTC'), 'c-nobody', NULL, '/' ${into(files.rows)}`)
  await session.queryAsync(`
    SELECT toDateTime64('2026-07-01 00:00:00', 3, 'UTC') AS ts, cookie, concat('u', toString(any(p))) AS user, '/sign-in' AS page
    FROM (${visits}) WHERE cityHash64(cookie) % 5 = 0 AND cityHash64(p, 'later') % 33 = 0
    GROUP BY cookie ${into(files.later)}`)
  return files
}
