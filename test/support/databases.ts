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

/** A database of its own, empty; dropped at the end. */
export async function makeDatabase(
  name: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const own = `${name}_${process.pid}_${Date.now().toString(36)}`
  await run(`CREATE DATABASE ${own}`)
  return { url: `${SERVER}/${own}`, drop: () => run(`DROP DATABASE IF EXISTS ${own} WITH (FORCE)`) }
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${SERVER}/root` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
