import { isLoopback } from '../../api/access/hosts.ts'
import { budgetNames, findWrongSetting, nameSetting } from '../../model/budgets/index.ts'
import { sayAllowed } from '../../model/nearest.ts'
import { allowsPrivateTargets, chooseDataDir, chooseDurability } from '../client.ts'
import type { Command, CommandContext } from '../command.ts'
import { ServerProblem } from '../server-problem.ts'
import { UsageError } from '../terminal.ts'
import { readToken, warnOfToken } from '../token.ts'
import { getOwn } from '../../model/own.ts'

export const serve: Command = {
  usage: '[--data DIR] [--port 4300] [--host 127.0.0.1]',
  summary: 'Starts the server with its workspace.',
  options: {
    port: 'N     to listen on (default 4300)',
    host: 'H     to listen on (default 127.0.0.1)',
    'host-name': 'NAME  under which it may be asked, too; as often as needed',
    limit: 'NAME=N  changes one of docs/reference/limits.md; as often as needed',
    durability: 'D   what acknowledged writes survive: disk (default) or memory, which is faster',
    'no-token': 'to listen beyond this machine without a token',
    'allow-private-targets': 'to import from addresses of this machine and network, too',
  },
  repeated: ['host-name', 'limit'],
  flags: ['allow-private-targets', 'no-token'],
  arguments: [0, 0],
  async run(context) {
    const { input, env, stdout } = context
    setLimits(input.all('limit'))
    const { startServer } = await import('../../server.ts')
    const port = portOf(input.text('port') ?? env['PORT'] ?? '4300')
    const host = input.text('host') ?? '127.0.0.1'
    const token = await chooseToken(context, host)
    const server = await startServer({
      dataDir: chooseDataDir(input, context),
      port,
      host,
      hostNames: [...input.all('host-name'), ...listed(env['THROUGHLINE_HOST_NAMES'])],
      token,
      allowsPrivateTargets: input.has('allow-private-targets') || allowsPrivateTargets(env),
      storeUrl: env['THROUGHLINE_STORE'],
      durability: chooseDurability(input.text('durability'), env),
    }).catch((error: unknown) => {
      throw listenProblem(error, host, port)
    })
    stdout.write(`Throughline is at ${server.url}\n`)
    await untilStopped()
    await server.close()
  },
}

/** Who listens beyond this machine has a token, or says twice that everyone may come in. */
async function chooseToken(context: CommandContext, host: string): Promise<string | undefined> {
  const { input } = context
  warnOfToken(input, context)
  const token = await readToken(input, context)
  if (input.has('no-token')) {
    if (token === undefined) return undefined
    throw new UsageError('there is a token, in spite of --no-token; leave one of them out')
  }
  if (token !== undefined || isLoopback(host)) return token
  throw new UsageError(
    `on ${host}, everyone who reaches this machine could read and change all data: set THROUGHLINE_TOKEN or --token-file FILE, or say --no-token`,
  )
}

/** Limits of options are those of the environment, before anything is read. Errors: usage. */
function setLimits(given: readonly string[]): void {
  for (const each of given) {
    const [name, value] = each.split('=')
    const known = budgetNames.find((one) => one === name)
    if (known === undefined) {
      throw new UsageError(`--limit takes NAME=N${sayAllowed(name, budgetNames)}`)
    }
    process.env[nameSetting(known)] = value
  }
  const wrong = findWrongSetting()
  if (wrong !== undefined) throw new UsageError(`${wrong} is a number above 0`)
}

/** What the system says of an address that cannot be listened on, as people say it. */
function listenProblem(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is taken; choose another one with --port`,
    EACCES: `port ${port} may not be listened on; choose one above 1023 with --port`,
    EADDRNOTAVAIL: `this machine has no address ${host}; choose another one with --host`,
    ENOTFOUND: `this machine has no address ${host}; choose another one with --host`,
  }
  const reason = typeof code === 'string' ? getOwn(reasons, code) : undefined
  return reason === undefined ? error : new ServerProblem('server/cannot-listen', reason)
}

/** `a.io, b.io` → both */
const listed = (names = ''): readonly string[] => names.split(/[\s,]+/).filter(Boolean)

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new UsageError(`--port is a number below 65536, not ${text}`)
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
