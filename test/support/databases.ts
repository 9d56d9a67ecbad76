import { randomUUID } from 'node:crypto'
import pg from 'pg'

const SERVER = 'postgres://root@127.0.0.1:5432'

/** Whether a PostgreSQL answers at 127.0.0.1:5432. */
export async function isPostgresThere(): Promise<boolean> {
  const client = new pg.Client({
    connectionString: `${SERVER}/root`,
    connectionTimeoutMillis: 3000,
  })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** A database of its own, empty; who is connected when it is dropped is sent away. */
export async function makeDatabase(
  name: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const own = `throughline_${name}_${randomUUID().replaceAll('-', '')}`
  await run(`CREATE DATABASE ${own}`)
  return { url: `${SERVER}/${own}`, drop: () => run(`DROP DATABASE IF EXISTS ${own} WITH (FORCE)`) }
}

/** Takes all tables out of a database. */
export const emptyDatabase = (url: string): Promise<void> =>
  run('DROP SCHEMA public CASCADE; CREATE SCHEMA public', url)

async function run(statement: string, url = `${SERVER}/root`): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
