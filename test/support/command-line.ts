import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run.ts'

export interface CliRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command in this process, as a script would: without a terminal. */
export async function cli(argv: readonly string[], stdin = ''): Promise<CliRun> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(argv, {
    stdin: Readable.from([stdin]),
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    env: {},
  })
  return { code, stdout: out.join(''), stderr: err.join('') }
}

/** The JSON that a command prints; fails with its error when it does not go well. */
export async function cliJson<T>(argv: readonly string[], stdin?: string): Promise<T> {
  const { code, stdout, stderr } = await cli(argv, stdin)
  if (code !== 0) throw new Error(`${argv[0]} gave ${code}: ${stderr}`)
  return JSON.parse(stdout) as T
}
