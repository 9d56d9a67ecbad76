import { statfs } from 'node:fs/promises'
import type { Session } from 'chdb'

/** More than the definition of any table takes. */
const ENOUGH_BYTES = 4 * 2 ** 20

/**
 * Refuses a statement that writes the definition of a table where the disk has hardly room left; one that only
 * makes what is there is none. ClickHouse (chDB 3.4) tells nobody that it could not write a definition:
 * the file is left empty, and the lake never opens again.
 *
 * @throws Error `ENOSPC`
 */
export async function keepRoomForDefinitions(
  folder: string,
  session: Session,
  statement: string,
): Promise<void> {
  if (!/^\s*(CREATE|ALTER|RESTORE)\b/.test(statement)) return
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize >= ENOUGH_BYTES || (await onlyMakesWhatIsThere(session, statement))) return
  const message = 'No space left on device for the definition of a table'
  throw Object.assign(new Error(message), { code: 'ENOSPC' })
}

async function onlyMakesWhatIsThere(session: Session, statement: string): Promise<boolean> {
  const made = /^\s*CREATE (TABLE|DATABASE) IF NOT EXISTS\s+(`(?:[^`\\]|\\.)+`|\w+)/.exec(statement)
  if (made === null) return false
  const [, kind, name] = made
  const answer = await session.queryBindAsync(`EXISTS ${kind} ${name}`, {}, { format: 'TSV' })
  return answer.text().trim() === '1'
}
