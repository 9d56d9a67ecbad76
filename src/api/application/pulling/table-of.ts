import { type Sql, sql, value } from '../../../lake/sql.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Outgoing } from '../../../outgoing/index.ts'

type Polled = NonNullable<Source['table']>

/** The table as ClickHouse reads it, at an address that may be asked. Errors: source/wrong-url, outgoing/private-target. */
export async function openTable(outgoing: Outgoing, { url, table }: Polled): Promise<Sql> {
  const { protocol, hostname, port, pathname, username, password } = readUrl(url)
  const isPostgres = protocol.startsWith('postgres')
  const address = await outgoing.findAddress(hostname)
  const host = address.includes(':') ? `[${address}]` : address
  const place = value(`${host}:${port || (isPostgres ? 5432 : 3306)}`, 'String')
  const database = value(decodeURIComponent(pathname.slice(1)), 'String')
  const user = value(decodeURIComponent(username), 'String')
  const secret = value(decodeURIComponent(password), 'String')
  if (!isPostgres) {
    return sql`mysql(${place}, ${database}, ${value(table, 'String')}, ${user}, ${secret})`
  }
  const dot = table.indexOf('.')
  const schema = value(dot < 0 ? 'public' : table.slice(0, dot), 'String')
  const name = value(table.slice(dot + 1), 'String')
  return sql`postgresql(${place}, ${database}, ${name}, ${user}, ${secret}, ${schema})`
}

/** `env:NAME` keeps what is secret out of definitions. */
function readUrl(given: string): URL {
  const name = /^env:(\w+)$/.exec(given)?.[1]
  const url = name === undefined ? given : process.env[name]
  if (url === undefined) {
    throw new ThroughlineError('source/wrong-url', { reason: `the environment has no ${name}` })
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^(postgres|postgresql|mysql|mariadb):$/.test(parsed.protocol)) return parsed
  throw new ThroughlineError('source/wrong-url', {
    reason: 'it is neither postgres:// nor mysql://',
  })
}
