import { dataDirOf } from '../client.ts'
import { type Command, UsageError } from '../command.ts'

export const serve: Command = {
  usage: '[--data DIR] [--port 4300] [--host 127.0.0.1]',
  summary: 'Starts the server with its workspace.',
  options: {
    port: 'N     to listen on (default 4300)',
    host: 'H     to listen on (default 127.0.0.1)',
  },
  arguments: [0, 0],
  async run(context) {
    const { input, env, stdout } = context
    const { startServer } = await import('../../server.ts')
    const server = await startServer({
      dataDir: dataDirOf(input, context),
      port: portOf(input.text('port') ?? env['PORT'] ?? '4300'),
      host: input.text('host') ?? '127.0.0.1',
      token: input.text('token') ?? env['THROUGHLINE_TOKEN'],
      storeUrl: env['THROUGHLINE_STORE'],
    })
    stdout.write(`Throughline is at ${server.url}\n`)
    await untilStopped()
    await server.close()
  },
}

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
