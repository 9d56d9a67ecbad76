const codes = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])
const words =
  /No space left on device|NOT_ENOUGH_SPACE|database or disk is full|Disk quota exceeded/

/** Whether something failed because a disk is full, whoever of the system, SQLite and ClickHouse says so. */
export function isDiskFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { code } = thrown as { code?: unknown }
  if (typeof code === 'string' && codes.has(code)) return true
  return words.test(thrown.message) || isDiskFull(thrown.cause)
}
