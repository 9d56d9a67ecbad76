import { readFile } from 'node:fs/promises'
import { ThroughlineError } from '../model/errors.ts'
import { type Input, type Terminal, UsageError } from './terminal.ts'

/**
 * The token of a server, from `--token-file`, `--token` or the environment; undefined without one. What
 * is written behind `--token` can be read by everyone on the machine who lists its processes.
 *
 * @throws ThroughlineError `import/not-found`
 */
export async function readToken(input: Input, { env }: Terminal): Promise<string | undefined> {
  const file = input.text('token-file')
  const given = input.text('token')
  if (file !== undefined && given !== undefined) {
    throw new UsageError('give --token-file or --token, not both')
  }
  const token = file === undefined ? (given ?? env['THROUGHLINE_TOKEN']) : await readTokenFile(file)
  if (token === undefined || token.trim() !== '') return token?.trim()
  if (file === undefined && given === undefined) return undefined
  throw new UsageError('the token is empty')
}

async function readTokenFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new ThroughlineError('import/not-found', { source: path })
  })
}

/** Said where it is not a script's business to read it. */
export function warnOfToken(input: Input, { stderr }: Pick<Terminal, 'stderr'>): void {
  if (input.text('token') === undefined) return
  stderr.write(
    'warning: --token can be read in the list of processes; use --token-file FILE or THROUGHLINE_TOKEN\n',
  )
}
