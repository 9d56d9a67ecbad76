import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

const server = ['--host=127.0.0.1', '--port=3306', '--user=root', '--protocol=tcp', '--batch']

/** Statements to MariaDB or MySQL at 127.0.0.1:3306, by its command line. */
export async function mysql(statements: string, database?: string): Promise<void> {
  const [command, ...rest] = ['mariadb', ...server, ...(database ? [database] : [])]
  await run(command!, [...rest, '--execute', statements], { timeout: 20_000 })
}

export const hasMysql: Promise<boolean> = mysql('SELECT 1').then(
  () => true,
  () => false,
)
